package org.kaskado.track;

import java.util.concurrent.TimeUnit;
import org.kaskado.feedback.NtpClock;
import org.kaskado.rtp.TimestampUnwrapper;

/**
 * RTP timestamps of one track on the pipeline's clock. At first a timestamp belongs to the moment of its arrival; the peer's
 * reports then say where it belongs on the wallclock that all its tracks share, so that lips and voice agree. Times never
 * step back.
 */
final class MediaTimeline {
    /** Reports that disagree by less are not followed: clocks are not read more exactly. */
    private static final long TOLERANCE_NS = TimeUnit.MILLISECONDS.toNanos(5);
    /** Reports that disagree by more are wrong. */
    private static final long MAX_CORRECTION_NS = TimeUnit.SECONDS.toNanos(2);
    /** Least distance of two frames while a correction pushes them together. */
    private static final long MIN_STEP_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final SenderClock clock;
    private final TimestampUnwrapper unwrapper = new TimestampUnwrapper();
    private int clockHz = 90_000;
    private long offsetNs = UNKNOWN;
    private long lastPtsNs = UNKNOWN;

    MediaTimeline(SenderClock clock) {
        this.clock = clock;
    }

    void begin(int newClockHz) {
        clockHz = newClockHz;
        offsetNs = UNKNOWN;
        unwrapper.reset();
    }

    int clockHz() {
        return clockHz;
    }

    /** The peer's wallclock of a timestamp. */
    void onSenderReport(long nowNs, long ntp, long rtpTimestamp) {
        long saidNs = clock.localNs(nowNs, NtpClock.unixNsOf(ntp)) - mediaNs(unwrapper.unwrap(rtpTimestamp));
        long correctionNs = Math.abs(saidNs - offsetNs);
        if (offsetNs == UNKNOWN || (correctionNs > TOLERANCE_NS && correctionNs < MAX_CORRECTION_NS)) {
            offsetNs = saidNs;
        }
    }

    /** Presentation time of a frame, nanoseconds on the loop's clock. */
    long ptsNs(long nowNs, long rtpTimestamp) {
        long mediaNs = mediaNs(unwrapper.unwrap(rtpTimestamp));
        if (offsetNs == UNKNOWN) {
            offsetNs = nowNs - mediaNs;
        }
        long ptsNs = mediaNs + offsetNs;
        lastPtsNs = lastPtsNs == UNKNOWN ? ptsNs : Math.max(ptsNs, lastPtsNs + MIN_STEP_NS);
        return lastPtsNs;
    }

    private long mediaNs(long timestamp) {
        return TimeUnit.SECONDS.toNanos(timestamp / clockHz) + TimeUnit.SECONDS.toNanos(timestamp % clockHz) / clockHz;
    }
}
