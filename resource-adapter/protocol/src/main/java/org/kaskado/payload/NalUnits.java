package org.kaskado.payload;

import java.util.Arrays;

/**
 * Walks the NAL units of a frame in start-code form (H.264 and H.265 annex B): three or four byte start codes, zeros after a
 * unit belong to none.
 */
final class NalUnits {
    static final byte[] START_CODE = {0, 0, 0, 1};
    /** More units than that in one picture is no picture: bounds what a frame can make us do. */
    static final int MAX_UNITS = 4096;

    private final byte[] data;
    private int start;
    private int end;
    private int next;

    NalUnits(byte[] data) {
        this.data = data;
        next = afterStartCode(0);
    }

    /** Moves to the next unit; false after the last. */
    boolean advance() {
        while (next >= 0) {
            start = next;
            next = afterStartCode(start);
            end = next < 0 ? data.length : next - 3;
            while (end > start && data[end - 1] == 0) {
                end--;
            }
            if (end > start) {
                return true;
            }
        }
        return false;
    }

    int offset() {
        return start;
    }

    int length() {
        return end - start;
    }

    byte[] copy() {
        return Arrays.copyOfRange(data, start, end);
    }

    private int afterStartCode(int from) {
        for (int at = from; at + 2 < data.length; at++) {
            if (data[at] == 0 && data[at + 1] == 0 && data[at + 2] == 1) {
                return at + 3;
            }
        }
        return -1;
    }
}
