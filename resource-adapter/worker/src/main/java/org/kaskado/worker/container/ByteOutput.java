package org.kaskado.worker.container;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the bytes of a container go. Used by one thread at a time. */
public interface ByteOutput extends AutoCloseable {
    void write(ByteBuffer bytes) throws IOException;

    /** Whether {@link #seek} works: then headers are completed at the end. */
    boolean isSeekable();

    void seek(long position) throws IOException;

    long position();

    long lengthBytes() throws IOException;

    /** Cuts what a failed write may have left. */
    void truncate(long lengthBytes) throws IOException;

    @Override
    void close() throws IOException;
}
