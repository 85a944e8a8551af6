package org.kaskado.worker.container;

import java.io.IOException;

/** Bytes of an input file, read by one thread that may block. */
public interface ByteInput extends AutoCloseable {
    /** Copies at least one byte; -1 at the end. */
    int read(long offset, byte[] target, int length) throws IOException;

    /** -1 when unknown. */
    long lengthBytes();

    /** Whether any offset may be read; else reads must follow each other. */
    boolean isSeekable();

    @Override
    void close();
}
