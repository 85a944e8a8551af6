package org.kaskado.feedback;

/**
 * Bounds of a bandwidth estimate, in bit/s.
 *
 * @param minBps the estimate never falls below, above 0
 * @param startBps before anything is known
 * @param maxBps the estimate never rises above
 */
public record EstimatorConfig(long minBps, long startBps, long maxBps) {
    public EstimatorConfig {
        if (minBps <= 0 || startBps < minBps || maxBps < startBps) {
            throw new IllegalArgumentException(
                    "the rates " + minBps + ", " + startBps + ", " + maxBps + " bit/s must rise and be above 0");
        }
    }

    /** The rate, moved into the bounds. */
    double clamp(double bps) {
        double lower = minBps;
        double upper = maxBps;
        return Math.max(lower, Math.min(upper, bps));
    }

    /** 50 kbit/s, 300 kbit/s, 20 Mbit/s. */
    public static EstimatorConfig standard() {
        return new EstimatorConfig(50_000, 300_000, 20_000_000);
    }
}
