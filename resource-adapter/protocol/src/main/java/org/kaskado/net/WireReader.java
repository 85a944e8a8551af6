package org.kaskado.net;

/**
 * Reads a slice from front to back. A read past the end does not throw: it answers 0, reads no further, and
 * {@link #isBroken} tells so from then on; parsers check once, where they would otherwise check before each field.
 */
public final class WireReader {
    private final byte[] data;
    private final int end;
    private int position;
    private boolean broken;

    /** Borrows the array. */
    public WireReader(byte[] data, int offset, int length) {
        if (offset < 0 || length < 0 || offset > data.length - length) {
            throw new IndexOutOfBoundsException(
                    "slice " + offset + "+" + length + " of an array of " + data.length + " bytes");
        }
        this.data = data;
        this.position = offset;
        this.end = offset + length;
    }

    public int remaining() {
        return end - position;
    }

    public boolean hasRemaining() {
        return position < end;
    }

    /** Whether a read went past the end. */
    public boolean isBroken() {
        return broken;
    }

    /** Where the next read begins, as an index of the array. */
    public int position() {
        return position;
    }

    public int get8() {
        int at = advance(1);
        return at < 0 ? 0 : Wire.get8(data, at);
    }

    public int get16() {
        int at = advance(2);
        return at < 0 ? 0 : Wire.get16(data, at);
    }

    public int get24() {
        int at = advance(3);
        return at < 0 ? 0 : Wire.get24(data, at);
    }

    /** Unsigned. */
    public long get32() {
        int at = advance(4);
        return at < 0 ? 0 : Wire.get32(data, at);
    }

    public long get64() {
        int at = advance(8);
        return at < 0 ? 0 : Wire.get64(data, at);
    }

    /** A copy of the next bytes; empty when they are not there. */
    public byte[] bytes(int length) {
        int at = advance(length);
        byte[] copy = new byte[at < 0 ? 0 : length];
        System.arraycopy(data, at < 0 ? 0 : at, copy, 0, copy.length);
        return copy;
    }

    public void skip(int length) {
        advance(length);
    }

    private int advance(int length) {
        if (broken || length < 0 || length > remaining()) {
            broken = true;
            position = end;
            return -1;
        }
        int at = position;
        position += length;
        return at;
    }
}
