package org.kaskado.content.runtime.session;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.runtime.http.UrlBytes;

/** Counts what a session record wants to know. */
final class SessionMeter {
    private static final long NOT_YET = 0;

    private final Instant startedAt = Instant.now();
    private final AtomicLong mediaStartNs = new AtomicLong(NOT_YET);
    private final AtomicLong endNs = new AtomicLong(NOT_YET);
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<@Nullable String> url = new AtomicReference<>();

    void mediaStarted() {
        mediaStartNs.compareAndSet(NOT_YET, System.nanoTime());
    }

    /** Counts what goes through a URL that the session gave out, until it has ended. */
    void countUrl(String url) {
        if (this.url.compareAndSet(null, url)) {
            UrlBytes.server().listen(url, this::addBytes);
        }
    }

    void ended() {
        String counted = url.get();
        if (counted != null) {
            UrlBytes.server().forget(counted);
        }
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
