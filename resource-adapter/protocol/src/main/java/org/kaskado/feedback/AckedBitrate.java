package org.kaskado.feedback;

/**
 * The rate at which packets come out at the other end, from feedback: samples of 150 ms (the first of 500 ms), each weighed
 * by how far it is from the estimate, so that a single odd sample moves little.
 */
final class AckedBitrate {
    /** No estimate yet. */
    static final long UNKNOWN = 0;

    private static final long FIRST_WINDOW_NS = 500_000_000L;
    private static final long WINDOW_NS = 150_000_000L;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final double UNCERTAINTY_SCALE = 10;
    private static final double DRIFT_PER_SAMPLE = 5;
    private static final double FIRST_VARIANCE = 50;

    private long windowStartNs = Long.MIN_VALUE;
    private long windowBytes;
    private double kbps;
    private double variance = FIRST_VARIANCE;

    void onPacket(long arrivalNs, int bytes) {
        if (windowStartNs == Long.MIN_VALUE || arrivalNs < windowStartNs - NS_PER_SECOND) {
            windowStartNs = arrivalNs;
            windowBytes = 0;
            return;
        }
        windowBytes += bytes;
        long elapsedNs = arrivalNs - windowStartNs;
        if (elapsedNs < (kbps == 0 ? FIRST_WINDOW_NS : WINDOW_NS)) {
            return;
        }
        update(windowBytes * 8e6 / elapsedNs);
        windowStartNs = arrivalNs;
        windowBytes = 0;
    }

    private void update(double sampleKbps) {
        if (kbps == 0) {
            kbps = Math.max(1, sampleKbps);
            return;
        }
        double spread = UNCERTAINTY_SCALE * Math.abs(kbps - sampleKbps) / (kbps + sampleKbps / 2);
        double sampleVariance = Math.max(1e-3, spread * spread);
        double predicted = variance + DRIFT_PER_SAMPLE;
        kbps = Math.max(1, (sampleVariance * kbps + predicted * sampleKbps) / (sampleVariance + predicted));
        variance = sampleVariance * predicted / (sampleVariance + predicted);
    }

    /** bit/s, or {@link #UNKNOWN}. */
    long bps() {
        return (long) (kbps * 1_000);
    }
}
