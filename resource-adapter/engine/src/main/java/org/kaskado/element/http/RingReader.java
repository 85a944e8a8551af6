package org.kaskado.element.http;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaByteSource;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.runtime.MediaLoop;

/**
 * One HTTP client that reads a {@link FragmentRing}. The loop fills a small queue, the client's thread empties it;
 * whoever finds work for the other posts.
 */
final class RingReader implements MediaByteSource {
    /** How much is taken out of the ring ahead of the client. */
    static final int AHEAD_BYTES = 512 << 10;
    /** A client that reads nothing for so long, while there is something to read, is given up. */
    static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final String client;
    private final String contentType;
    private final FragmentRing ring;
    private final FragmentRing.Cursor cursor;
    private final MediaLoop loop;
    private final Owner owner;
    private final Queue<byte[]> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicLong lastReadNs;
    private final AtomicBoolean isRefillPosted = new AtomicBoolean();
    private final AtomicReference<@Nullable End> end = new AtomicReference<>();
    private ByteBuffer current = EMPTY; // the client's thread
    private @Nullable Runnable waiter; // the loop
    private MediaLoop.@Nullable Deadline patience; // the loop

    /** How a stream ends; no failure is the clean end. */
    private record End(@Nullable MediaException failure) {}

    /** Hears of the client, on the loop. */
    interface Owner {
        void onSkipped(RingReader reader, long skippedNs);

        void onClosed(RingReader reader);
    }

    RingReader(String client, String contentType, FragmentRing ring, boolean fromStart, MediaLoop loop, Owner owner) {
        this.client = client;
        this.contentType = contentType;
        this.ring = ring;
        this.cursor = ring.cursor(fromStart);
        this.loop = loop;
        this.owner = owner;
        this.lastReadNs = new AtomicLong(loop.nowNs());
    }

    String client() {
        return client;
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public int read(ByteBuffer target) {
        lastReadNs.set(loop.nowNs());
        End ended = end.get(); // before the queue: what was queued ahead of the end is still delivered
        int copied = 0;
        while (target.hasRemaining() && advance()) {
            copied += copy(target);
        }
        if (queuedBytes.get() < AHEAD_BYTES / 2 && isRefillPosted.compareAndSet(false, true)) {
            loop.execute(this::refill);
        }
        if (copied > 0 || ended == null) {
            return copied;
        }
        if (ended.failure() != null) {
            throw ended.failure();
        }
        return -1;
    }

    @Override
    public void onReady(Runnable callback) {
        loop.execute(() -> {
            waiter = callback;
            pump();
        });
    }

    @Override
    public void close(@Nullable String cause) {
        loop.execute(() -> {
            finish(new End(null));
            owner.onClosed(this);
        });
    }

    /** Takes what the ring has, up to the queue's limit, and wakes a waiting client. On the loop. */
    void pump() {
        while (end.get() == null && queuedBytes.get() < AHEAD_BYTES) {
            FragmentRing.Step step = ring.next(cursor);
            if (step == null) {
                break;
            }
            queue.add(step.data());
            queuedBytes.addAndGet(step.data().length);
            if (step.skippedNs() > 0) {
                owner.onSkipped(this, step.skippedNs());
            }
        }
        if (end.get() == null && ring.isAtEnd(cursor)) {
            finish(new End(null));
        }
        if (patience == null && end.get() == null) {
            watch();
        }
        wake();
    }

    /** Ends the stream with an error, after what is queued. On the loop. */
    void fail(MediaErrorCode code, String message) {
        finish(new End(new MediaException(code, message)));
        wake();
    }

    private void refill() {
        isRefillPosted.set(false);
        pump();
    }

    private void wake() {
        Runnable callback = waiter;
        if (callback != null && (queuedBytes.get() > 0 || end.get() != null)) {
            waiter = null;
            callback.run();
        }
    }

    private void watch() {
        patience = loop.at(lastReadNs.get() + PATIENCE_NS, () -> {
            patience = null;
            if (end.get() != null) {
                return;
            }
            if (queuedBytes.get() > 0 && loop.nowNs() - lastReadNs.get() >= PATIENCE_NS) {
                fail(
                        MediaErrorCode.HTTP_END_POINT_TOKEN,
                        "the client read nothing for " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NS) + " s");
                owner.onClosed(this);
            } else {
                lastReadNs.accumulateAndGet(queuedBytes.get() > 0 ? Long.MIN_VALUE : loop.nowNs(), Math::max);
                watch();
            }
        });
    }

    private void finish(End how) {
        if (end.compareAndSet(null, how) && patience != null) {
            patience.cancel();
            patience = null;
        }
    }

    private boolean advance() {
        if (current.hasRemaining()) {
            return true;
        }
        byte[] next = queue.poll();
        if (next == null) {
            return false;
        }
        queuedBytes.addAndGet(-next.length);
        current = ByteBuffer.wrap(next);
        return true;
    }

    private int copy(ByteBuffer target) {
        int count = Math.min(target.remaining(), current.remaining());
        target.put(current.slice(current.position(), count));
        current.position(current.position() + count);
        return count;
    }
}
