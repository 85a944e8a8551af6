package org.kaskado.ice;

import java.util.concurrent.TimeUnit;

/** So many per second and no more; counted in whole windows. */
final class RateBudget {
    private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private long windowNs;
    private int used;

    RateBudget(int perSecond) {
        this.perSecond = perSecond;
    }

    boolean take(long nowNs) {
        if (used == 0 || nowNs - windowNs >= WINDOW_NS) {
            windowNs = nowNs;
            used = 0;
        }
        if (used == perSecond) {
            return false;
        }
        used++;
        return true;
    }
}
