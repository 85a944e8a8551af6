package org.kaskado.rtp;

/**
 * Resolves the wrap of 16-bit sequence numbers: each is taken to be within 32768 of the newest one. The extended number
 * starts one cycle up, so that packets older than the first one are positive too. State of one SSRC.
 */
public final class ExtendedSequence {
    /** Answer of {@link #newest} before the first packet. */
    public static final long NONE = -1;

    private static final long FIRST_CYCLE = 1L << 16;

    private long newest = NONE;

    /** The extended number; a newer one becomes the {@link #newest}. */
    public long update(int sequenceNumber) {
        long extended = extend(sequenceNumber);
        if (extended > newest) {
            newest = extended;
        }
        return extended;
    }

    /** The extended number, without a change of state. */
    public long extend(int sequenceNumber) {
        if (newest == NONE) {
            return FIRST_CYCLE | (sequenceNumber & 0xFFFF);
        }
        return newest + Seq16.difference(sequenceNumber, (int) newest);
    }

    /** The highest so far, or {@link #NONE}. */
    public long newest() {
        return newest;
    }

    /** Forgets everything: the next packet is the first. */
    public void reset() {
        newest = NONE;
    }
}
