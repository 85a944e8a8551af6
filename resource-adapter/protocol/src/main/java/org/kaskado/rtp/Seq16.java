package org.kaskado.rtp;

/** Arithmetic of 16-bit sequence numbers, which wrap (RFC 3550 §5.1, RFC 1982). */
public final class Seq16 {
    private Seq16() {}

    /** How far {@code a} is ahead of {@code b}: -32768 to 32767. */
    public static int difference(int a, int b) {
        return (short) (a - b);
    }

    /** Whether {@code a} comes after {@code b}; of two that are 32768 apart neither does. */
    public static boolean isNewer(int a, int b) {
        return difference(a, b) > 0;
    }

    /** 0 to 65535. */
    public static int add(int sequenceNumber, int step) {
        return (sequenceNumber + step) & 0xFFFF;
    }
}
