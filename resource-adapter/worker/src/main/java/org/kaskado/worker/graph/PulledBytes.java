package org.kaskado.worker.graph;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.NodeSpec.InputStreamSpec;
import org.kaskado.processing.ToWorker;

/**
 * Bytes that the server owns, read by one thread that may block. One request is on its way ahead of the reader, so the
 * link and the parser work side by side; at most two chunks are held.
 */
public final class PulledBytes implements AutoCloseable {
    /** One request: large enough for throughput, small enough for a seek. */
    static final int CHUNK_BYTES = 256 * 1024;

    private static final long NONE = -1;

    private record Chunk(long start, byte[] data, boolean isEnd) {
        long end() {
            return start + data.length;
        }

        boolean holds(long offset) {
            return offset >= start && offset < end();
        }
    }

    private final InputStreamSpec spec;
    private final Outbox outbox;
    private final Runnable whenClosed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private @Nullable Chunk current;
    private @Nullable Chunk next;
    private @Nullable String error;
    private long requestedAt = NONE;
    private boolean isClosed;

    PulledBytes(InputStreamSpec spec, Outbox outbox, Runnable whenClosed) {
        this.spec = spec;
        this.outbox = outbox;
        this.whenClosed = whenClosed;
    }

    public InputStreamSpec spec() {
        return spec;
    }

    /**
     * Copies bytes, waiting for the first.
     *
     * @return how many, or -1 at the end
     * @throws IOException when the stream broke or was closed; the message says why
     */
    public int read(long offset, byte[] target, int length) throws IOException {
        lock.lock();
        try {
            while (true) {
                Chunk chunk = chunkAt(offset);
                if (chunk != null && chunk.holds(offset)) {
                    int count = (int) Math.min(length, chunk.end() - offset);
                    System.arraycopy(chunk.data(), (int) (offset - chunk.start()), target, 0, count);
                    return count;
                }
                if (isEnd(chunk, offset)) {
                    return -1;
                }
                request(offset);
                arrived.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The answer of the server. */
    void onData(ToWorker.StreamData message) {
        lock.lock();
        try {
            if (message.error() != null) {
                error = message.error();
            } else if (message.offset() == requestedAt) {
                requestedAt = NONE;
                next = new Chunk(message.offset(), message.data(), message.isEnd());
            }
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends a blocked {@link #read}. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (isClosed) {
                return;
            }
            isClosed = true;
            current = null;
            next = null;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        whenClosed.run();
    }

    private @Nullable Chunk chunkAt(long offset) throws IOException {
        if (isClosed) {
            throw new IOException("The input was closed.");
        }
        if (current != null && current.holds(offset)) {
            return current;
        }
        Chunk following = next;
        if (following != null) {
            next = null;
            if (following.start() == offset || following.holds(offset)) {
                current = following;
                prefetch(following);
                return following;
            }
        }
        if (error != null) {
            throw new IOException(error);
        }
        return current;
    }

    private boolean isEnd(@Nullable Chunk chunk, long offset) {
        return (spec.lengthBytes() >= 0 && offset >= spec.lengthBytes())
                || (chunk != null && chunk.isEnd() && offset >= chunk.end());
    }

    private void prefetch(Chunk chunk) {
        if (!isEnd(chunk, chunk.end())) {
            request(chunk.end());
        }
    }

    private void request(long offset) {
        if (requestedAt == NONE && next == null && error == null) {
            requestedAt = offset;
            outbox.send(new FromWorker.ReadStream(spec.streamId(), offset, CHUNK_BYTES));
        }
    }
}
