package org.kaskado.worker.inspect;

import java.io.IOException;
import org.kaskado.worker.container.ByteInput;

/** An input that gives no more bytes after a time, or when too many were read: the end of every hostile loop. */
public final class TimedInput implements ByteInput {
    /** Bytes of one inspection, all reads together. */
    private static final long MAX_BYTES = 256L * 1024 * 1024;

    private final ByteInput input;
    private final long deadlineNs;
    private long readBytes;

    /** Wraps an input until {@link System#nanoTime} has passed the deadline. */
    public TimedInput(ByteInput input, long deadlineNs) {
        this.input = input;
        this.deadlineNs = deadlineNs;
    }

    @Override
    public int read(long offset, byte[] target, int length) throws IOException {
        if (System.nanoTime() - deadlineNs > 0 || readBytes > MAX_BYTES) {
            throw new IOException("inspecting the file takes too long");
        }
        int count = input.read(offset, target, length);
        readBytes += Math.max(0, count);
        return count;
    }

    @Override
    public long lengthBytes() {
        return input.lengthBytes();
    }

    @Override
    public boolean isSeekable() {
        return input.isSeekable();
    }

    @Override
    public void close() {
        input.close();
    }
}
