package org.kaskado.sctp;

/** RFC 9260 §1.6: numbers that wrap, extended to 64 bits around a known one. */
final class Serial {
    private Serial() {}

    /** The number nearest to {@code reference} whose low 32 bits are these. */
    static long extend(long reference, long low32) {
        return reference + (int) (low32 - reference);
    }

    /** How far a stream sequence number is ahead of another, −32768 to 32767. */
    static int distance16(int from, int to) {
        return (short) (to - from);
    }
}
