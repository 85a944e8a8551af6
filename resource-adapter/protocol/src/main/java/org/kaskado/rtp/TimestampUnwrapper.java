package org.kaskado.rtp;

/** Resolves the wrap of 32-bit RTP timestamps; each is taken to be within 2^31 of the one before. State of one SSRC. */
public final class TimestampUnwrapper {
    private boolean hasPrevious;
    private long previous;

    /** The timestamp without wrap; the first one is itself. Differences are valid, also negative ones. */
    public long unwrap(long timestamp) {
        if (!hasPrevious) {
            hasPrevious = true;
            previous = timestamp & 0xFFFF_FFFFL;
            return previous;
        }
        previous += (int) (timestamp - previous);
        return previous;
    }

    /** How far {@code a} is ahead of {@code b}, both 32-bit timestamps: -2^31 to 2^31 - 1. */
    public static int difference(long a, long b) {
        return (int) (a - b);
    }

    public void reset() {
        hasPrevious = false;
    }
}
