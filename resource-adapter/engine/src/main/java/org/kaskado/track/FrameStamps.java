package org.kaskado.track;

/** Numbers and times of packets that we make ourselves: sequence, RTP timestamps of frames, and the wallclock of both. */
final class FrameStamps {
    private final int clockHz;
    private final Subscription.Downstream downstream;
    private final long base;
    private int sequence;
    private long timestamp;
    /** Least distance of arrival and presentation time that was seen: when a frame is on time. */
    private long offsetNs = Long.MAX_VALUE;

    private long reportedNs = Long.MIN_VALUE;

    FrameStamps(int clockHz, Subscription.Downstream downstream) {
        this.clockHz = clockHz;
        this.downstream = downstream;
        this.base = downstream.random().nextInt() & 0x7FFF_FFFFL;
        this.sequence = downstream.random().nextInt(0x8000);
    }

    void onFrame(long nowNs, long ptsNs) {
        offsetNs = Math.min(offsetNs, nowNs - ptsNs);
        timestamp = ofPts(ptsNs);
    }

    /** Of the frame that came last, unsigned 32 bits. */
    long timestamp() {
        return timestamp;
    }

    int nextSequence() {
        return sequence++ & 0xFFFF;
    }

    /** The RTP timestamp of a moment. */
    long timestampAt(long nowNs) {
        return ofPts(nowNs - offsetNs);
    }

    long ntp(long nowNs) {
        return downstream.ntpClock().ntpAt(nowNs);
    }

    boolean isReportDue(long nowNs, long intervalNs) {
        if (reportedNs != Long.MIN_VALUE && nowNs - reportedNs < intervalNs) {
            return false;
        }
        reportedNs = nowNs;
        return true;
    }

    private long ofPts(long ptsNs) {
        long seconds = Math.floorDiv(ptsNs, 1_000_000_000L);
        long rest = Math.floorMod(ptsNs, 1_000_000_000L);
        return (base + seconds * clockHz + rest * clockHz / 1_000_000_000L) & 0xFFFF_FFFFL;
    }
}
