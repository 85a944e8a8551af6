package org.kaskado.forward;

/** Merges the key-frame requests of all receivers of an encoding and limits their rate. */
final class KeyFrameWish {
    static final long NEVER = Long.MAX_VALUE;

    private final long intervalNs;
    private boolean isOpen;
    private boolean hasAsked;
    private long askedNs;

    KeyFrameWish(long intervalNs) {
        this.intervalNs = intervalNs;
    }

    /** Somebody needs a key frame. */
    void open() {
        isOpen = true;
    }

    /** A key frame came, or nobody needs one any more. */
    void close() {
        isOpen = false;
    }

    /** Whether to ask now; asks again every interval while the wish is open. */
    boolean isDue(long nowNs) {
        if (nowNs < deadlineNs() || !isOpen) {
            return false;
        }
        hasAsked = true;
        askedNs = nowNs;
        return true;
    }

    long deadlineNs() {
        if (!isOpen) {
            return NEVER;
        }
        return hasAsked ? askedNs + intervalNs : Long.MIN_VALUE;
    }
}
