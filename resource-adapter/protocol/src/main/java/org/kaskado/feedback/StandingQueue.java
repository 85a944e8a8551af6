package org.kaskado.feedback;

/**
 * How long packets wait on the way at least: the smallest one-way delay of the last packets, above the smallest of the
 * last 15 to 30 s. Jitter and bursts come and go within a few packets; a queue that is really too long does not, and
 * shows in the smallest delay. The clocks of both ends need not agree.
 */
final class StandingQueue {
    private static final long BASE_WINDOW_NS = 15_000_000_000L;
    private static final long RECENT_WINDOW_NS = 100_000_000L;
    private static final int RECENT_PACKETS = 6;
    private static final double NOISE_GAIN = 1.0 / 64;
    private static final long NONE = Long.MAX_VALUE;

    private long baseNs = NONE;
    private long nextBaseNs = NONE;
    private long baseStartNs;
    private long recentNs = NONE;
    private long currentNs = NONE;
    private long currentStartNs;
    private int currentPackets;
    private double noiseNs;

    void onPacket(long sentNs, long arrivalNs) {
        long delayNs = arrivalNs - sentNs;
        if (baseNs == NONE) {
            baseStartNs = sentNs;
            currentStartNs = sentNs;
        }
        if (sentNs - baseStartNs > BASE_WINDOW_NS) {
            baseNs = Math.min(nextBaseNs, delayNs);
            nextBaseNs = NONE;
            baseStartNs = sentNs;
        }
        baseNs = Math.min(baseNs, delayNs);
        nextBaseNs = Math.min(nextBaseNs, delayNs);
        if (currentPackets >= RECENT_PACKETS && sentNs - currentStartNs > RECENT_WINDOW_NS) {
            recentNs = currentNs;
            currentNs = NONE;
            currentPackets = 0;
            currentStartNs = sentNs;
        }
        currentNs = Math.min(currentNs, delayNs);
        currentPackets++;
        if (recentNs != NONE) {
            noiseNs += (Math.max(0, delayNs - Math.min(recentNs, currentNs)) - noiseNs) * NOISE_GAIN;
        }
    }

    /** 0 while too little is known. */
    long waitNs() {
        return recentNs == NONE ? 0 : Math.max(0, Math.min(recentNs, currentNs) - baseNs);
    }

    /** Mean of what packets wait longer than that: jitter and our own bursts. */
    long noiseNs() {
        return (long) noiseNs;
    }
}
