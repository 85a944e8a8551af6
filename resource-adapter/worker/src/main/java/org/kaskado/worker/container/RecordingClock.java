package org.kaskado.worker.container;

import org.kaskado.frame.MediaKind;

/**
 * Maps graph time to the time within a recording: it starts at 0, a pause leaves no gap, and after each start a picture
 * track begins with a key frame. Sound waits for that key frame, but not for ever. Pure; not thread-safe.
 */
public final class RecordingClock {
    /** How long sound waits for the first key frame before the recording starts without picture. */
    static final long MAX_KEY_WAIT_NS = 3_000_000_000L;

    private static final long UNSET = Long.MIN_VALUE;

    private final long maxGapNs;
    private long offsetNs = UNSET;
    private long firstSeenNs = UNSET;
    private long endNs;
    private boolean hasPicture;
    private boolean isPictureOpen;
    private boolean isOpen;

    /**
     * A recording that has not started.
     *
     * @param maxGapNs a longer gap of the whole input is closed; {@link Long#MAX_VALUE} keeps every gap but pauses
     */
    public RecordingClock(long maxGapNs) {
        this.maxGapNs = maxGapNs;
    }

    /** Whether a picture track is part of the recording. */
    public void hasPicture(boolean has) {
        hasPicture = has;
    }

    /** Starts, or goes on after a pause. */
    public void start() {
        offsetNs = UNSET;
        firstSeenNs = UNSET;
        isOpen = false;
        isPictureOpen = false;
    }

    /**
     * Whether a frame belongs into the recording; asked once for each frame, in the order of decoding times.
     *
     * @param isKeyAhead whether the next picture is a key frame that follows closely
     */
    public boolean admits(MediaKind kind, boolean isKeyFrame, boolean isKeyAhead, long dtsNs) {
        if (firstSeenNs == UNSET) {
            firstSeenNs = dtsNs;
        }
        if (kind == MediaKind.VIDEO) {
            isPictureOpen |= isKeyFrame;
            isOpen |= isPictureOpen;
            return isPictureOpen;
        }
        isOpen |= !hasPicture || isKeyAhead || dtsNs - firstSeenNs > MAX_KEY_WAIT_NS;
        return isOpen;
    }

    /** Fixes where the recording's time goes on, from the earliest first frame of all tracks. */
    public void anchor(long firstPtsNs) {
        if (offsetNs == UNSET) {
            offsetNs = firstPtsNs - endNs;
        }
    }

    public boolean isAnchored() {
        return offsetNs != UNSET;
    }

    /** The offset for a frame about to be written; to be subtracted from its graph times. */
    public long offsetFor(long dtsNs) {
        long outNs = dtsNs - offsetNs;
        if (outNs - endNs > maxGapNs) {
            offsetNs = dtsNs - endNs;
        }
        return offsetNs;
    }

    /** A frame was written. */
    public void wrote(long dtsNs, long durationNs) {
        endNs = Math.max(endNs, dtsNs - offsetNs + durationNs);
    }

    /** End of the last frame, in the recording's time. */
    public long endNs() {
        return endNs;
    }
}
