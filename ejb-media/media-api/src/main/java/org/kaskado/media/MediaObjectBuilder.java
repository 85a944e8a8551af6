package org.kaskado.media;

import java.util.concurrent.CompletionStage;

/**
 * Collects settings of a new media object. Not for use by several threads at once.
 *
 * @param <T> what is built
 */
public interface MediaObjectBuilder<T extends MediaObject> {
    /**
     * Creates the object and waits for it.
     *
     * @throws MediaServerException when the server refuses, or does not answer in time
     */
    T build();

    /** Creates the object; the stage completes on a managed thread. */
    CompletionStage<T> buildAsync();
}
