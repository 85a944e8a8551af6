package org.kaskado.connector;

import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import java.io.Serializable;

/** Gives tickets to the media engine. Bound at {@code java:global/kaskado/MediaConnectionFactory}. */
public interface MediaConnectionFactory extends Serializable, Referenceable {
    /**
     * Borrows a ticket; close it as soon as the commands are sent.
     *
     * @throws ResourceException when the resource adapter is not running or its pool is exhausted
     */
    MediaConnection getConnection() throws ResourceException;
}
