package org.kaskado.content.runtime.session;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a session record wants to know. */
final class SessionMeter {
    private static final long NOT_YET = 0;

    private final Instant startedAt = Instant.now();
    private final AtomicLong mediaStartNs = new AtomicLong(NOT_YET);
    private final AtomicLong endNs = new AtomicLong(NOT_YET);
    private final AtomicLong bytes = new AtomicLong();

    void mediaStarted() {
        mediaStartNs.compareAndSet(NOT_YET, System.nanoTime());
    }

    void ended() {
        endNs.compareAndSet(NOT_YET, System.nanoTime());
    }

    void addBytes(long count) {
        bytes.addAndGet(count);
    }

    Instant startedAt() {
        return startedAt;
    }

    long bytes() {
        return bytes.get();
    }

    Duration mediaTime() {
        long start = mediaStartNs.get();
        long end = endNs.get();
        return start == NOT_YET || end == NOT_YET ? Duration.ZERO : Duration.ofNanos(Math.max(0, end - start));
    }
}
