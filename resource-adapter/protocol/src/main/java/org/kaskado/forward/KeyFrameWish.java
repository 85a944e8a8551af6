package org.kaskado.forward;

/** Merges the key-frame requests of all receivers of an encoding and limits their rate. */
final class KeyFrameWish {
    static final long NEVER = Long.MAX_VALUE;

    /** Unheard requests are repeated after 1, 2, 4 … 16 intervals. */
    private static final int MAX_DOUBLINGS = 4;

    private final long intervalNs;
    private boolean isOpen;
    private boolean hasAsked;
    private long askedNs;
    private int repeats;

    KeyFrameWish(long intervalNs) {
        this.intervalNs = intervalNs;
    }

    /** Somebody needs a key frame; whether to ask for it now. */
    boolean open(long nowNs) {
        isOpen = true;
        if (hasAsked && nowNs - askedNs < intervalNs) {
            return false;
        }
        ask(nowNs);
        return true;
    }

    /** A key frame came that all were waiting for, or nobody is left. */
    void close() {
        isOpen = false;
        repeats = 0;
    }

    /** Whether to ask again now. */
    boolean isDue(long nowNs) {
        if (!isOpen || nowNs < deadlineNs()) {
            return false;
        }
        repeats = Math.min(repeats + 1, MAX_DOUBLINGS);
        ask(nowNs);
        return true;
    }

    long deadlineNs() {
        return isOpen ? askedNs + (intervalNs << repeats) : NEVER;
    }

    private void ask(long nowNs) {
        hasAsked = true;
        askedNs = nowNs;
    }
}
