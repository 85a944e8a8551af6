package org.kaskado.ra;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A log that speaks at most once a minute and says how often it kept silent. Safe for any thread. */
final class SparseLog {
    private static final long INTERVAL_NS = TimeUnit.MINUTES.toNanos(1);

    private final Logger logger;
    private final Level level;
    private final AtomicLong nextNs = new AtomicLong(System.nanoTime());
    private final AtomicLong silent = new AtomicLong();

    SparseLog(Logger logger, Level level) {
        this.logger = logger;
        this.level = level;
    }

    void say(Supplier<String> text) {
        long nowNs = System.nanoTime();
        long dueNs = nextNs.get();
        if (nowNs - dueNs < 0 || !nextNs.compareAndSet(dueNs, nowNs + INTERVAL_NS)) {
            silent.incrementAndGet();
            return;
        }
        long before = silent.getAndSet(0);
        logger.log(level, text.get() + (before > 0 ? " (and " + before + " times since the last such line)" : ""));
    }
}
