package org.kaskado.repository.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.kaskado.repository.RepositoryItemWriter;

/** A writer as a stream whose {@code close()} makes the item STORED. */
final class WriterStream extends OutputStream {
    private final RepositoryItemWriter writer;
    private boolean isClosed;

    WriterStream(RepositoryItemWriter writer) {
        this.writer = writer;
    }

    @Override
    public void write(int value) throws IOException {
        writer.write(ByteBuffer.wrap(new byte[] {(byte) value}));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        writer.write(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public void close() throws IOException {
        if (!isClosed) {
            isClosed = true;
            writer.complete();
        }
    }
}
