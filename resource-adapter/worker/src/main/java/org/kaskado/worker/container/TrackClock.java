package org.kaskado.worker.container;

/**
 * Puts the times of one track of a file on the graph's clock and repairs them: missing times are continued, a jump that
 * no viewer would understand is closed, decoding times always grow. Not thread-safe.
 */
public final class TrackClock {
    /** A time that is not there. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** A larger jump is a broken or restarted time line; streams with longer silence are not seen in practice. */
    static final long MAX_JUMP_NS = 30_000_000_000L;

    /** Distance of frames whose duration nobody knows: 40 ms. */
    private static final long ASSUMED_DURATION_NS = 40_000_000L;

    private long offsetNs;
    private long lastDtsNs = UNKNOWN;
    private long lastDurationNs = ASSUMED_DURATION_NS;
    private long ptsNs;
    private long dtsNs;

    /** Starts anew: file time {@code fileNs} is graph time {@code graphNs}. Decoding times go on growing. */
    public void start(long fileNs, long graphNs) {
        offsetNs = graphNs - fileNs;
    }

    /** Later frames leave that much later. */
    public void delay(long byNs) {
        offsetNs += byNs;
    }

    /** Forgets the last frame, after a seek. */
    public void forgetLast() {
        lastDtsNs = UNKNOWN;
    }

    /** Takes the times of the next frame in file time; {@link #ptsNs} and {@link #dtsNs} then tell the graph's. */
    public void next(long filePtsNs, long fileDtsNs, long fileDurationNs) {
        if (fileDurationNs > 0) {
            lastDurationNs = fileDurationNs;
        }
        long dts = fileDtsNs != UNKNOWN ? fileDtsNs : filePtsNs;
        long candidate = dts == UNKNOWN ? expectedNs() : dts + offsetNs;
        if (lastDtsNs != UNKNOWN && Math.abs(candidate - expectedNs()) > MAX_JUMP_NS) {
            long closed = expectedNs();
            offsetNs += closed - candidate;
            candidate = closed;
        }
        if (lastDtsNs != UNKNOWN && candidate <= lastDtsNs) {
            candidate = lastDtsNs + 1;
        }
        dtsNs = candidate;
        ptsNs = filePtsNs == UNKNOWN ? dtsNs : Math.max(dtsNs, filePtsNs + offsetNs);
        lastDtsNs = dtsNs;
    }

    public long ptsNs() {
        return ptsNs;
    }

    public long dtsNs() {
        return dtsNs;
    }

    /** What to add to file time now. */
    public long offsetNs() {
        return offsetNs;
    }

    private long expectedNs() {
        return lastDtsNs == UNKNOWN ? offsetNs : lastDtsNs + lastDurationNs;
    }
}
