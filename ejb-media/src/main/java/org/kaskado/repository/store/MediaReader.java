package org.kaskado.repository.store;

import org.jspecify.annotations.Nullable;
import org.kaskado.repository.StoredMedia;

/** Finds out what stored bytes are. */
interface MediaReader {
    /**
     * What was found.
     *
     * @param poster a JPEG picture, or null when there is no picture in the bytes
     */
    record Reading(StoredMedia media, byte @Nullable [] poster) {}

    /**
     * Reads a file; may take seconds.
     *
     * @throws UnreadableMediaException when the bytes are no media
     * @throws RuntimeException when it could not be tried; it is tried again later
     */
    Reading read(String uri) throws UnreadableMediaException;
}
