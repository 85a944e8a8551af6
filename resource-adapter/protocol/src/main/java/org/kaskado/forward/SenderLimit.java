package org.kaskado.forward;

import java.util.concurrent.TimeUnit;

/**
 * How much the publisher of a single encoding is told to send (REMB), so that its best viewer can take it: nothing can be left
 * out of such a stream, so it must be made smaller at its source. A publisher is limited only when its best viewer has not been
 * able to take the stream for some time; then the limit follows the viewer's estimate, with room to grow, until it limits
 * nothing.
 */
public final class SenderLimit {
    /** Nothing is to be told. */
    public static final long SILENT = 0;
    /** What a publisher without a limit is told, bit/s. */
    public static final long UNLIMITED_BPS = 50_000_000;

    private static final long MIN_BPS = 100_000;
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    /** So many seconds in a row the stream must be too large. */
    private static final int PATIENCE = 2;

    private static final double TOO_LARGE = 1.1;
    private static final double SHRINK = 0.95;
    private static final double GROW = 1.2;
    /** A limit so many times above what is sent limits nothing. */
    private static final double WIDE = 3;

    private long lastNs = Long.MIN_VALUE / 2;
    private long limitBps = UNLIMITED_BPS;
    private int tooLarge;

    /**
     * Takes how things are; call it as often as estimates come, it looks once a second.
     *
     * @param sourceBps what the publisher sends
     * @param bestBps the highest estimate among its viewers, for video; {@link Long#MAX_VALUE} when one has none
     * @return the limit to tell the publisher now, bit/s, or {@link #SILENT}
     */
    public long onEstimate(long nowNs, long sourceBps, long bestBps) {
        if (!isDue(nowNs)) {
            return SILENT;
        }
        lastNs = nowNs;
        boolean isTooLarge = bestBps < Long.MAX_VALUE && sourceBps > TOO_LARGE * bestBps;
        tooLarge = isTooLarge ? tooLarge + 1 : 0;
        if (limitBps == UNLIMITED_BPS) {
            return tooLarge < PATIENCE ? SILENT : limit(SHRINK * bestBps);
        }
        if (bestBps == Long.MAX_VALUE || (!isTooLarge && limitBps > WIDE * sourceBps)) {
            limitBps = UNLIMITED_BPS;
            return limitBps;
        }
        return limit((isTooLarge ? SHRINK : GROW) * bestBps);
    }

    /** Whether {@link #onEstimate} would look now. */
    public boolean isDue(long nowNs) {
        return nowNs - lastNs >= INTERVAL_NS;
    }

    /** What the publisher was told last, bit/s; {@link #UNLIMITED_BPS} when it may send as it likes. */
    public long limitBps() {
        return limitBps;
    }

    private long limit(double bps) {
        limitBps = Math.max(MIN_BPS, Math.min(UNLIMITED_BPS - 1, (long) bps));
        return limitBps;
    }
}
