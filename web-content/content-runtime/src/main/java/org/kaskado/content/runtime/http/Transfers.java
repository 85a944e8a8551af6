package org.kaskado.content.runtime.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * All transfers of this server: counts them and ends those that stand still. The one instance is shared by all web
 * applications, since this library is loaded once; Kaskado's own web application calls {@link #sweep}.
 */
public final class Transfers {
    /** One running transfer. */
    interface Transfer {
        /** Bytes so far. */
        long bytes();

        /** Silence of the client after which the transfer ends. */
        Duration idleLimit(IdleLimits limits);

        /** Ends it, because the client stood still for so long. Called on any thread. */
        void endIdle(Duration limit);
    }

    private static final Transfers SERVER = new Transfers();

    private final Set<Watched> running = ConcurrentHashMap.newKeySet();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder uploads = new LongAdder();
    private final LongAdder downloads = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /** An empty set; servers use {@link #server}. */
    Transfers() {}

    /** The transfers of this server. */
    public static Transfers server() {
        return SERVER;
    }

    /**
     * How long clients may stand still.
     *
     * @param download {@code kaskado.transfer.download-idle}
     * @param upload {@code kaskado.transfer.upload-idle}
     */
    public record IdleLimits(Duration download, Duration upload) {}

    /** Ends transfers without progress; call it every few seconds with {@link System#nanoTime}. */
    public void sweep(long nowNs, IdleLimits limits) {
        for (Watched watched : running) {
            Duration limit = watched.transfer.idleLimit(limits);
            if (watched.isIdle(nowNs, limit)) {
                watched.transfer.endIdle(limit);
            }
        }
    }

    /** The counts so far. */
    public Counts counts() {
        return new Counts(
                running.size(), downloads.sum(), uploads.sum(), bytesOut.sum(), bytesIn.sum(), failures.sum());
    }

    Watched watch(Transfer transfer) {
        Watched watched = new Watched(transfer);
        running.add(watched);
        return watched;
    }

    void countDownload(long bytes, boolean failed) {
        downloads.increment();
        bytesOut.add(bytes);
        countFailure(failed);
    }

    void countUpload(long bytes, boolean failed) {
        uploads.increment();
        bytesIn.add(bytes);
        countFailure(failed);
    }

    private void countFailure(boolean failed) {
        if (failed) {
            failures.increment();
        }
    }

    /**
     * Counts since the start.
     *
     * @param running transfers that run now
     * @param downloads ended downloads with a body
     * @param uploads ended uploads
     * @param failures ended transfers of both kinds that broke
     */
    public record Counts(int running, long downloads, long uploads, long bytesOut, long bytesIn, long failures) {}

    /** The watch on one transfer. */
    final class Watched {
        private final Transfer transfer;
        private final AtomicLong lastBytes = new AtomicLong(-1);
        private final AtomicLong lastProgressNs = new AtomicLong();

        private Watched(Transfer transfer) {
            this.transfer = transfer;
        }

        private boolean isIdle(long nowNs, Duration limit) {
            long bytes = transfer.bytes();
            if (lastBytes.getAndSet(bytes) != bytes) {
                lastProgressNs.set(nowNs);
                return false;
            }
            return nowNs - lastProgressNs.get() > limit.toNanos();
        }

        void end() {
            running.remove(this);
        }
    }
}
