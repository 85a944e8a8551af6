package org.kaskado.feedback;

import java.util.concurrent.TimeUnit;

/**
 * Merges the wishes of all receivers of one video source into few requests to its sender: at most one per 500 ms, repeated
 * until a key frame comes, with growing distance and not for ever. One object per source (and simulcast layer).
 */
public final class KeyFrameRequests {
    /** No time is wanted. */
    public static final long NEVER = Long.MAX_VALUE;
    /** Least time between two requests. */
    public static final long MIN_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long MAX_INTERVAL_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int MAX_TRIES = 20;

    private boolean wanted;
    private boolean hasAsked;
    private int tries;
    private long lastNs;
    private long deadlineNs = NEVER;
    private long rttNs;
    private long requests;
    private long merged;

    /** Where requests go. */
    public interface Output {
        /** Send PLI (or FIR) to the source. */
        void requestKeyFrame();
    }

    /** Sets the round trip to the source: a repetition waits for twice as long. */
    public void setRttNs(long newRttNs) {
        rttNs = Math.max(0, newRttNs);
    }

    /** A receiver needs a key frame: asks at once, or as soon as it is allowed, or is answered by what is under way. */
    public void want(long nowNs, Output out) {
        if (wanted) {
            merged++;
            return;
        }
        wanted = true;
        tries = 0;
        if (!hasAsked || nowNs - lastNs >= MIN_INTERVAL_NS) {
            ask(nowNs, out);
        } else {
            deadlineNs = lastNs + MIN_INTERVAL_NS;
        }
    }

    /** The first packet of a key frame came: whoever waited is served. */
    public void onKeyFrame() {
        wanted = false;
        deadlineNs = NEVER;
    }

    /** Repeats the request when it is due. */
    public void onTime(long nowNs, Output out) {
        if (nowNs < deadlineNs) {
            return;
        }
        if (tries == MAX_TRIES) {
            onKeyFrame();
            return;
        }
        ask(nowNs, out);
    }

    /** When {@link #onTime} is wanted, or {@link #NEVER}. */
    public long deadlineNs() {
        return deadlineNs;
    }

    /** Whether somebody waits. */
    public boolean isWanted() {
        return wanted;
    }

    /** Requests that were sent. */
    public long requests() {
        return requests;
    }

    /** Wishes that needed no request of their own. */
    public long merged() {
        return merged;
    }

    private void ask(long nowNs, Output out) {
        hasAsked = true;
        lastNs = nowNs;
        requests++;
        long grown = Math.max(MIN_INTERVAL_NS, 2 * rttNs) << Math.min(tries / 2, 4);
        deadlineNs = nowNs + Math.min(MAX_INTERVAL_NS, grown);
        tries++;
        out.requestKeyFrame();
    }
}
