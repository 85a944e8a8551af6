package org.kaskado.payload;

/** Reads bits of a slice, highest first; past the end it answers 0 and stays broken. Used again by {@link #open}. */
final class BitReader {
    private byte[] data = new byte[0];
    private int position;
    private int end;
    private boolean isBroken;

    void open(byte[] bytes, int offset, int length) {
        data = bytes;
        position = offset * 8;
        end = (offset + length) * 8;
        isBroken = false;
    }

    boolean isBroken() {
        return isBroken;
    }

    int get(int bits) {
        if (bits > end - position) {
            isBroken = true;
            position = end;
            return 0;
        }
        int value = 0;
        for (int bit = 0; bit < bits; bit++) {
            value = value << 1 | (data[position >>> 3] >>> (7 - (position & 7)) & 1);
            position++;
        }
        return value;
    }

    boolean flag() {
        return get(1) == 1;
    }

    /** A value below {@code limit}, AV1 §4.10.7 ns(n). */
    int getBelow(int limit) {
        int width = 32 - Integer.numberOfLeadingZeros(limit);
        int small = (1 << width) - limit;
        int value = get(width - 1);
        return value < small ? value : (value << 1) - small + get(1);
    }
}
