package org.kaskado.forward;

import java.util.Arrays;

/**
 * Gives outgoing indexes to source indexes: in source order, without gaps for what is dropped, with gaps for what has not
 * come yet, and each only once. A switch of the source restarts the source side; the outgoing side only grows.
 *
 * <pre>
 * source    10 11 12 13 14 15        11 is late, 13 is dropped
 * outgoing   5  6  7  -  8  9        6 stays reserved for 11
 * </pre>
 */
final class IndexRewriter {
    /** No index: it was dropped, used, or is too old. */
    static final long NONE = -1;

    private final long[] reserved;
    private final int mask;
    private long highest;
    private long next;

    /**
     * @param window how far back reservations are kept: a power of two
     * @param first the first outgoing index
     */
    IndexRewriter(int window, long first) {
        reserved = new long[window];
        mask = window - 1;
        next = first;
        Arrays.fill(reserved, NONE);
        highest = NONE;
    }

    /** The next outgoing index that nothing has. */
    long next() {
        return next;
    }

    /** The source goes on with this index; what was reserved before is given up. */
    void restart(long source) {
        Arrays.fill(reserved, NONE);
        highest = source - 1;
    }

    /** Whether the index is newer than all before. */
    boolean isNewest(long source) {
        return source > highest;
    }

    /** The outgoing index of a source index, or {@link #NONE}; a second call with the same one answers NONE. */
    long claim(long source) {
        if (source > highest) {
            advance(source);
            reserved[(int) source & mask] = NONE;
            return next++;
        }
        return take(source);
    }

    /** The source index will not be sent; answers the index that was reserved for it, now a hole, or {@link #NONE}. */
    long drop(long source) {
        if (source > highest) {
            advance(source);
            reserved[(int) source & mask] = NONE;
            return NONE;
        }
        return take(source);
    }

    private long take(long source) {
        if (source <= highest - reserved.length) {
            return NONE;
        }
        int at = (int) source & mask;
        long index = reserved[at];
        reserved[at] = NONE;
        return index;
    }

    private void advance(long source) {
        if (source - highest > reserved.length) {
            // more is missing than can come back: one missing index says so
            next++;
            restart(source);
        }
        for (long missing = highest + 1; missing < source; missing++) {
            reserved[(int) missing & mask] = next++;
        }
        highest = source;
    }
}
