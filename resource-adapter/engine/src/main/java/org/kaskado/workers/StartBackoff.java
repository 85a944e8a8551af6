package org.kaskado.workers;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long to wait after failed starts: half a second, doubled each time, at most half a minute. */
final class StartBackoff {
    private static final long FIRST_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(30);

    private long delayNs;
    private long notBeforeNs;
    private @Nullable String lastFailure;

    /** Gives whether the reason is another one than the last time. */
    boolean failed(long nowNs, String reason) {
        delayNs = delayNs == 0 ? FIRST_NS : Math.min(LONGEST_NS, delayNs * 2);
        notBeforeNs = nowNs + delayNs;
        boolean isNew = !reason.equals(lastFailure);
        lastFailure = reason;
        return isNew;
    }

    void succeeded() {
        delayNs = 0;
        lastFailure = null;
    }

    /** 0 when a start may be tried now. */
    long waitNs(long nowNs) {
        return delayNs == 0 ? 0 : Math.max(0, notBeforeNs - nowNs);
    }

    /** Why the last start failed, null when it did not. */
    @Nullable
    String lastFailure() {
        return lastFailure;
    }
}
