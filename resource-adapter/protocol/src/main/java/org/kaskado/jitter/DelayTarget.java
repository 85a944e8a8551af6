package org.kaskado.jitter;

/**
 * How late packets come, compared with the fastest of the last 10 to 20 s, and how long it is therefore worth to wait:
 * rises at once to a late packet's delay, sinks slowly. Packets that a retransmission brought count like others, so that
 * the target grows to a round trip where packets are lost and asked for again.
 */
final class DelayTarget {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long WINDOW_NS = 10 * NS_PER_SECOND;
    /** A step of this size is a new media clock. */
    private static final long MAX_STEP_NS = 5 * NS_PER_SECOND;
    /** Per packet, towards a smaller delay. */
    private static final double DECAY = 1.0 / 500;
    /** Above the delay that was seen. */
    private static final double MARGIN = 1.25;

    private final JitterConfig config;
    private long windowStartNs;
    private long windowFastestNs = Long.MAX_VALUE;
    private long fastestNs = Long.MAX_VALUE;
    private double delayNs;

    DelayTarget(JitterConfig config) {
        this.config = config;
    }

    void onPacket(long nowNs, long timestamp) {
        long offset = nowNs - mediaNs(timestamp);
        if (fastestNs == Long.MAX_VALUE || Math.abs(offset - fastestNs) > MAX_STEP_NS) {
            fastestNs = offset;
            windowFastestNs = offset;
            windowStartNs = nowNs;
            return;
        }
        if (nowNs - windowStartNs > WINDOW_NS) {
            fastestNs = windowFastestNs;
            windowFastestNs = offset;
            windowStartNs = nowNs;
        }
        windowFastestNs = Math.min(windowFastestNs, offset);
        fastestNs = Math.min(fastestNs, offset);
        double late = offset - fastestNs;
        delayNs = late > delayNs ? late : delayNs + (late - delayNs) * DECAY;
    }

    long targetNs() {
        return Math.max(config.minDelayNs(), Math.min(config.maxDelayNs(), (long) (delayNs * MARGIN)));
    }

    /** When a packet of this timestamp leaves a paced buffer. */
    long playoutNs(long timestamp) {
        return mediaNs(timestamp) + fastestNs + targetNs();
    }

    private long mediaNs(long timestamp) {
        long seconds = timestamp / config.clockHz();
        return seconds * NS_PER_SECOND + timestamp % config.clockHz() * NS_PER_SECOND / config.clockHz();
    }
}
