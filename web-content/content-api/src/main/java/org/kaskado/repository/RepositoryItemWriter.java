package org.kaskado.repository;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Writes one item. One thread at a time. Closing without {@link #complete} leaves the item INCOMPLETE. */
public interface RepositoryItemWriter extends AutoCloseable {
    /** Offset of the next byte. */
    long position();

    /**
     * Takes all bytes of a buffer.
     *
     * @throws InsufficientStorageException when the free-space floor is reached
     * @throws IOException when another writer took the item over, it was removed, or the disk failed
     */
    void write(ByteBuffer source) throws IOException;

    /** Ends the item: it becomes STORED. */
    void complete() throws IOException;

    /** Ends writing; without {@link #complete} the item stays INCOMPLETE. Closing twice is silence. */
    @Override
    void close() throws IOException;
}
