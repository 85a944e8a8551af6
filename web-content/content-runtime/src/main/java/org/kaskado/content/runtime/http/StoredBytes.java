package org.kaskado.content.runtime.http;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import org.kaskado.repository.RepositoryItem;
import org.kaskado.repository.RepositoryItemAttributes;

/**
 * Bytes that can be sent with ranges.
 *
 * @param length number of bytes
 * @param eTag strong entity tag with its quotes
 * @param opener opens them for one transfer
 */
public record StoredBytes(String contentType, long length, String eTag, Instant lastModified, Opener opener) {
    /** Opens the bytes. */
    @FunctionalInterface
    public interface Opener {
        /** A new channel, which the transfer closes. */
        SeekableByteChannel open() throws IOException;
    }

    /** The bytes of a stored item. */
    public static StoredBytes of(RepositoryItem item) {
        RepositoryItemAttributes attributes = item.getAttributes();
        return new StoredBytes(
                attributes.mimeType(),
                attributes.contentLength(),
                attributes.eTag(),
                attributes.lastModified(),
                item::openForReading);
    }
}
