package org.kaskado.element.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaByteSink;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.pipeline.NodeHandle;
import org.kaskado.runtime.MediaLoop;

/**
 * The bytes of one upload on their way to a worker that reads them in order. The client's thread fills a bounded queue,
 * the loop empties it; a full queue holds the client back.
 */
final class UploadStream implements MediaByteSink, NodeHandle.InputReader {
    /** What may wait here; more stays with the client. */
    static final int WINDOW_BYTES = 1 << 20;

    private final String client;
    private final MediaLoop loop;
    private final Owner owner;
    private final Queue<byte[]> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicBoolean isServePosted = new AtomicBoolean();
    private final AtomicReference<@Nullable End> end = new AtomicReference<>();
    private final AtomicReference<@Nullable MediaException> refusal = new AtomicReference<>();
    private final Deque<ByteBuffer> ready = new ArrayDeque<>(); // the loop
    private long positionBytes; // the loop
    private @Nullable Runnable waiter; // the loop
    private @Nullable Read pending; // the loop
    private final UploadShape shape = new UploadShape(); // the loop
    private @Nullable Consumer<UploadShape.Verdict> whenShapeKnown; // the loop

    /** How the client ended; no cause is the clean end. */
    private record End(@Nullable String cause) {}

    private record Read(int maxBytes, CompletableFuture<byte[]> answer) {}

    /** Hears of the client, on the loop. */
    interface Owner {
        /** The client ended, cleanly when the cause is null. */
        void onClientEnded(UploadStream upload, @Nullable String cause);
    }

    UploadStream(String client, MediaLoop loop, Owner owner) {
        this.client = client;
        this.loop = loop;
        this.owner = owner;
    }

    String client() {
        return client;
    }

    @Override
    public int write(ByteBuffer source) {
        MediaException refused = refusal.get();
        if (refused != null) {
            throw refused;
        }
        int room = (int) Math.min(WINDOW_BYTES - waitingBytes.get(), source.remaining());
        if (room <= 0 || end.get() != null) {
            return 0;
        }
        byte[] taken = new byte[room];
        source.get(taken);
        waitingBytes.addAndGet(room);
        arrived.add(taken);
        postServe();
        return room;
    }

    @Override
    public void onReady(Runnable callback) {
        loop.execute(() -> {
            waiter = callback;
            wake();
        });
    }

    @Override
    public void close(@Nullable String cause) {
        if (end.compareAndSet(null, new End(cause))) {
            loop.execute(() -> {
                serve();
                owner.onClientEnded(this, cause);
            });
        }
    }

    /** Tells once how these bytes can be read, as soon as enough of them are here. On the loop. */
    void whenShapeKnown(Consumer<UploadShape.Verdict> hearer) {
        whenShapeKnown = hearer;
        serve();
    }

    @Override
    public CompletionStage<byte[]> read(long offset, int maxBytes) {
        if (offset != positionBytes) {
            return CompletableFuture.failedFuture(new MediaException(
                    MediaErrorCode.MEDIA_FORMAT_UNSUPPORTED,
                    "an upload is read in order: byte " + offset + " was asked for at " + positionBytes));
        }
        Read read = new Read(maxBytes, new CompletableFuture<>());
        pending = read;
        serve();
        return read.answer();
    }

    /** Tells the client that its bytes are not wanted any more. On the loop. */
    void refuse(MediaErrorCode code, String message) {
        refusal.compareAndSet(null, new MediaException(code, message));
        wake();
    }

    private void postServe() {
        if (isServePosted.compareAndSet(false, true)) {
            loop.execute(() -> {
                isServePosted.set(false);
                serve();
            });
        }
    }

    private void serve() {
        End ended = end.get(); // before the queue: bytes written ahead of the end come first
        for (byte[] bytes = arrived.poll(); bytes != null; bytes = arrived.poll()) {
            ready.addLast(ByteBuffer.wrap(bytes));
            shape.feed(bytes, 0, bytes.length);
        }
        tellShape(ended != null);
        Read read = pending;
        if (read == null) {
            return;
        }
        if (!ready.isEmpty()) {
            pending = null;
            byte[] data = take(read.maxBytes());
            positionBytes += data.length;
            waitingBytes.addAndGet(-data.length);
            wake();
            read.answer().complete(data);
        } else if (ended != null) {
            pending = null;
            if (ended.cause() == null) {
                read.answer().complete(new byte[0]);
            } else {
                read.answer()
                        .completeExceptionally(new MediaException(
                                MediaErrorCode.UNEXPECTED_ERROR, "the upload broke: " + ended.cause()));
            }
        }
    }

    private void tellShape(boolean isAll) {
        Consumer<UploadShape.Verdict> hearer = whenShapeKnown;
        boolean isFull = waitingBytes.get() >= WINDOW_BYTES;
        UploadShape.Verdict verdict = shape.verdict();
        if (hearer != null && (verdict != UploadShape.Verdict.UNDECIDED || isFull || isAll)) {
            whenShapeKnown = null;
            hearer.accept(verdict == UploadShape.Verdict.UNDECIDED && isFull ? UploadShape.Verdict.WHOLE : verdict);
        }
    }

    private byte[] take(int maxBytes) {
        int wanted = Math.min(
                maxBytes, ready.stream().mapToInt(ByteBuffer::remaining).sum());
        byte[] taken = new byte[wanted];
        for (int count = 0; count < wanted; ) {
            ByteBuffer first = ready.getFirst();
            int step = Math.min(first.remaining(), wanted - count);
            first.get(taken, count, step);
            count += step;
            if (!first.hasRemaining()) {
                ready.removeFirst();
            }
        }
        return taken;
    }

    private void wake() {
        Runnable callback = waiter;
        if (callback != null && (waitingBytes.get() <= WINDOW_BYTES / 2 || refusal.get() != null)) {
            waiter = null;
            callback.run();
        }
    }
}
