package org.kaskado.feedback;

/**
 * The loss-based part (draft-ietf-rmcat-gcc-02 §6): loss up to 10 % is taken for the path's own and leaves the rate to the
 * delay; more cuts the rate by half of the loss, at most once per round trip and 300 ms.
 */
final class LossControl {
    private static final double HIGH_LOSS = 0.1;
    private static final int MIN_PACKETS = 20;
    private static final int ENOUGH_PACKETS = 60;
    private static final long MIN_WINDOW_NS = 400_000_000L;
    private static final long MAX_WINDOW_NS = 2_000_000_000L;
    private static final long MIN_INTERVAL_NS = 300_000_000L;
    private static final double INCREASE_PER_WINDOW = 1.1;

    private final EstimatorConfig config;
    private double limitBps;
    private int packets;
    private int lost;
    private long windowStartNs = Long.MIN_VALUE;
    private long reducedNs = Long.MIN_VALUE;
    private double lastLoss;

    LossControl(EstimatorConfig config) {
        this.config = config;
        this.limitBps = config.maxBps();
    }

    void onPacket(boolean wasLost) {
        packets++;
        lost += wasLost ? 1 : 0;
    }

    /**
     * Closes the window when it says enough.
     *
     * @param delayReducedNs when a growing queue has cut the rate; the loss of a full queue does not cut it again
     */
    void onFeedback(long nowNs, long currentBps, long rttNs, long delayReducedNs) {
        if (windowStartNs == Long.MIN_VALUE) {
            windowStartNs = nowNs;
        }
        long windowNs = nowNs - windowStartNs;
        boolean enough = packets >= ENOUGH_PACKETS ? windowNs >= MIN_WINDOW_NS : windowNs >= MAX_WINDOW_NS;
        if (packets < MIN_PACKETS || !enough) {
            return;
        }
        lastLoss = (double) lost / packets;
        packets = 0;
        lost = 0;
        windowStartNs = nowNs;
        boolean queueWasFull = delayReducedNs != Long.MIN_VALUE && nowNs - delayReducedNs < MAX_WINDOW_NS;
        if (lastLoss <= HIGH_LOSS || queueWasFull) {
            limitBps = config.clamp(limitBps * INCREASE_PER_WINDOW);
        } else if (reducedNs == Long.MIN_VALUE || nowNs - reducedNs >= MIN_INTERVAL_NS + rttNs) {
            limitBps = config.clamp(Math.min(limitBps(), currentBps) * (1 - lastLoss / 2));
            reducedNs = nowNs;
        }
    }

    /** A probe has gone through: the limit does not hold below it. */
    void raiseTo(double bps) {
        limitBps = Math.max(limitBps, config.clamp(bps));
    }

    long limitBps() {
        return (long) limitBps;
    }

    /** Of the last window, 0 to 1. */
    double lastLoss() {
        return lastLoss;
    }
}
