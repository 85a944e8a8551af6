package org.kaskado.feedback;

/**
 * Additive increase, multiplicative decrease by what {@link DelayTrend} says (draft-ietf-rmcat-gcc-02 §5.5): up 8 % per
 * second (25 % while nothing waits on the way) when the capacity is unknown, by about a packet per response time near it, down to 90 % of what came through.
 */
final class RateControl {
    private static final double BETA = 0.9;
    /** When more came through than the rate allows. */
    private static final double LEAST_REDUCTION = 0.95;

    private static final double INCREASE_PER_SECOND = 1.08;
    /** While nothing waits on the way. */
    private static final double FAST_INCREASE_PER_SECOND = 1.25;

    private static final double NS_PER_SECOND = 1e9;
    private static final long RESPONSE_EXTRA_NS = 100_000_000L;
    private static final double PACKET_BITS = 1_200 * 8;
    private static final double MIN_ADDITIVE_BPS = 4_000;
    private static final double CAPACITY_SMOOTHING = 0.05;
    private static final double DEVIATIONS = 3;
    private static final long MIN_REDUCTION_INTERVAL_NS = 400_000_000L;

    private enum State {
        HOLD,
        INCREASE
    }

    private final EstimatorConfig config;
    private State state = State.HOLD;
    private double bps;
    private long updatedNs = Long.MIN_VALUE;
    private long reducedNs = Long.MIN_VALUE;
    private double capacityKbps;
    private double capacityVariance = 0.4;

    RateControl(EstimatorConfig config) {
        this.config = config;
        this.bps = config.startBps();
    }

    long bps() {
        return (long) bps;
    }

    /** When the rate was last cut; {@link Long#MIN_VALUE} for never. */
    long reducedNs() {
        return reducedNs;
    }

    /** A probe has shown that this much goes through. */
    void setBps(double newBps) {
        bps = config.clamp(newBps);
    }

    /**
     * @param hasRoom whether nothing waits on the way
     */
    void onUsage(long nowNs, DelayTrend.Usage usage, boolean hasRoom, long ackedBps, long rttNs) {
        double elapsedNs = updatedNs == Long.MIN_VALUE ? 0 : Math.min(NS_PER_SECOND, (double) (nowNs - updatedNs));
        updatedNs = nowNs;
        if (usage == DelayTrend.Usage.OVERUSE) {
            reduce(nowNs, ackedBps, rttNs);
            state = State.HOLD;
        } else if (usage == DelayTrend.Usage.UNDERUSE) {
            state = State.HOLD;
        } else if (state == State.HOLD) {
            state = State.INCREASE;
        } else {
            increase(elapsedNs, hasRoom, ackedBps, rttNs);
        }
    }

    private void increase(double elapsedNs, boolean hasRoom, long ackedBps, long rttNs) {
        double grown;
        if (capacityKbps > 0 && ackedBps / 1e3 > capacityKbps + DEVIATIONS * deviationKbps()) {
            capacityKbps = 0;
        }
        if (capacityKbps > 0) {
            double perResponse = PACKET_BITS * NS_PER_SECOND / (rttNs + RESPONSE_EXTRA_NS);
            grown = bps + Math.max(MIN_ADDITIVE_BPS, perResponse) * elapsedNs / NS_PER_SECOND;
        } else {
            double perSecond = hasRoom ? FAST_INCREASE_PER_SECOND : INCREASE_PER_SECOND;
            grown = bps * Math.pow(perSecond, elapsedNs / NS_PER_SECOND);
        }
        double limit = ackedBps == AckedBitrate.UNKNOWN ? grown : 1.5 * ackedBps + 10_000;
        bps = config.clamp(Math.max(bps, Math.min(grown, limit)));
    }

    private void reduce(long nowNs, long ackedBps, long rttNs) {
        long interval = MIN_REDUCTION_INTERVAL_NS + rttNs;
        boolean tooSoon = reducedNs != Long.MIN_VALUE && nowNs - reducedNs < interval;
        if (ackedBps == AckedBitrate.UNKNOWN) {
            if (!tooSoon) {
                bps = config.clamp(bps / 2);
                reducedNs = nowNs;
            }
            return;
        }
        if (tooSoon && ackedBps >= bps / 2) {
            return;
        }
        if (capacityKbps > 0 && ackedBps / 1e3 < capacityKbps - DEVIATIONS * deviationKbps()) {
            capacityKbps = 0;
        }
        double throughBps = ackedBps;
        double reduced = BETA * Math.max(throughBps, capacityKbps * 1e3);
        bps = config.clamp(reduced < bps ? reduced : LEAST_REDUCTION * bps);
        learnCapacity(ackedBps / 1e3);
        reducedNs = nowNs;
    }

    private void learnCapacity(double kbps) {
        if (capacityKbps == 0) {
            capacityKbps = kbps;
        }
        double error = capacityKbps - kbps;
        capacityKbps -= CAPACITY_SMOOTHING * error;
        double normalized = error * error / Math.max(capacityKbps, 1);
        capacityVariance += CAPACITY_SMOOTHING * (normalized - capacityVariance);
        capacityVariance = Math.max(0.4, Math.min(2.5, capacityVariance));
    }

    private double deviationKbps() {
        return Math.sqrt(capacityVariance * capacityKbps);
    }
}
