package org.kaskado.worker.container;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Collects the bytes of one fragment at a time. */
public final class ChunkOutput implements ByteOutput {
    private static final int FIRST_BYTES = 64 * 1024;

    private byte[] buffer = new byte[FIRST_BYTES];
    private int size;
    private long total;

    @Override
    public void write(ByteBuffer bytes) {
        int count = bytes.remaining();
        if (buffer.length - size < count) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + count));
        }
        bytes.get(buffer, size, count);
        size += count;
        total += count;
    }

    /** What came since the last call. */
    public byte[] take() {
        byte[] chunk = Arrays.copyOf(buffer, size);
        size = 0;
        return chunk;
    }

    @Override
    public boolean isSeekable() {
        return false;
    }

    @Override
    public void seek(long position) {
        throw new UnsupportedOperationException("a stream has no positions");
    }

    @Override
    public long position() {
        return total;
    }

    @Override
    public long lengthBytes() {
        return total;
    }

    @Override
    public void truncate(long lengthBytes) {
        // what was sent is sent
    }

    @Override
    public void close() {
        size = 0;
    }
}
