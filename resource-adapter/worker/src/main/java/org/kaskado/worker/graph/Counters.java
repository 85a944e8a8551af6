package org.kaskado.worker.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What one node did; any thread counts, the ticker reads. */
final class Counters {
    private final AtomicLong framesIn = new AtomicLong();
    private final AtomicLong framesOut = new AtomicLong();
    private final AtomicLong bytesOut = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong latencyNs = new AtomicLong();
    private long formerFrames;
    private long formerNs = System.nanoTime();

    void in() {
        framesIn.incrementAndGet();
    }

    void out(long bytes, long lateNs) {
        framesOut.incrementAndGet();
        bytesOut.addAndGet(bytes);
        latencyNs.set(lateNs);
    }

    void bytes(long bytes) {
        bytesOut.addAndGet(bytes);
    }

    void drop() {
        dropped.incrementAndGet();
    }

    /** Called by the ticker only, once a second. */
    Map<String, @Nullable Object> snapshot() {
        long frames = Math.max(framesIn.get(), framesOut.get());
        long nowNs = System.nanoTime();
        double fps = (frames - formerFrames) * 1e9 / Math.max(1, nowNs - formerNs);
        formerFrames = frames;
        formerNs = nowNs;
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("framesIn", framesIn.get());
        values.put("framesOut", framesOut.get());
        values.put("bytesOut", bytesOut.get());
        values.put("droppedFrames", dropped.get());
        values.put("fps", Math.round(fps * 10) / 10.0);
        values.put("latencyMs", Math.max(0, latencyNs.get() / 1_000_000));
        return values;
    }
}
