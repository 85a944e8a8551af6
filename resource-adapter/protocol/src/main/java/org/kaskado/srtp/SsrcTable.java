package org.kaskado.srtp;

import java.util.Arrays;

/** Small numbers for SSRCs, from 0, in the order of their coming; open addressing, without boxes, up to a cap. */
final class SsrcTable {
    static final int NONE = -1;
    private static final int FIRST_CELLS = 16;
    private static final int GOLDEN = 0x9E37_79B9;

    private final int maxSsrcs;
    /** Number plus one, or 0 for an empty cell; at most half full. */
    private int[] cells = new int[FIRST_CELLS];

    private int[] ssrcs = new int[FIRST_CELLS / 2];
    private int size;
    private int lastSsrc;
    private int lastNumber = NONE;

    SsrcTable(int maxSsrcs) {
        if (maxSsrcs < 1) {
            throw new IllegalArgumentException("at least one SSRC must be allowed, not " + maxSsrcs);
        }
        this.maxSsrcs = maxSsrcs;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == maxSsrcs;
    }

    /** The number of an SSRC, or {@link #NONE}. */
    int find(int ssrc) {
        if (lastNumber != NONE && ssrc == lastSsrc) {
            return lastNumber;
        }
        int number = cells[cellOf(ssrc)] - 1;
        if (number != NONE) {
            lastSsrc = ssrc;
            lastNumber = number;
        }
        return number;
    }

    /** Adds an SSRC that is not there; the table must not be full. */
    int add(int ssrc) {
        if (isFull()) {
            throw new IllegalStateException("the table is full with " + size + " SSRCs");
        }
        if (size == ssrcs.length) {
            grow();
        }
        ssrcs[size] = ssrc;
        size++;
        cells[cellOf(ssrc)] = size;
        return size - 1;
    }

    private void grow() {
        ssrcs = Arrays.copyOf(ssrcs, ssrcs.length * 2);
        cells = new int[cells.length * 2];
        for (int number = 0; number < size; number++) {
            cells[cellOf(ssrcs[number])] = number + 1;
        }
    }

    /** The cell that has an SSRC, or the empty one where it would be. */
    private int cellOf(int ssrc) {
        int mask = cells.length - 1;
        int cell = ((ssrc * GOLDEN) >>> 8) & mask;
        while (cells[cell] != 0 && ssrcs[cells[cell] - 1] != ssrc) {
            cell = (cell + 1) & mask;
        }
        return cell;
    }
}
