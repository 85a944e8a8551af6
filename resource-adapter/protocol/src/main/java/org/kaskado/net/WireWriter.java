package org.kaskado.net;

import java.util.Arrays;

/** Writes big-endian integers and bytes into an array that grows up to a cap. */
public final class WireWriter {
    private static final int FIRST_BYTES = 128;

    private final int maxBytes;
    private byte[] data;
    private int size;

    /**
     * @param maxBytes writing more throws {@link IndexOutOfBoundsException}: a fault of the caller, who knows the sizes
     */
    public WireWriter(int maxBytes) {
        this.maxBytes = maxBytes;
        this.data = new byte[Math.min(FIRST_BYTES, maxBytes)];
    }

    public int size() {
        return size;
    }

    public WireWriter put8(int value) {
        int at = room(1);
        Wire.put8(data, at, value);
        return this;
    }

    public WireWriter put16(int value) {
        int at = room(2);
        Wire.put16(data, at, value);
        return this;
    }

    public WireWriter put24(int value) {
        int at = room(3);
        Wire.put24(data, at, value);
        return this;
    }

    public WireWriter put32(long value) {
        int at = room(4);
        Wire.put32(data, at, value);
        return this;
    }

    public WireWriter put64(long value) {
        int at = room(8);
        Wire.put64(data, at, value);
        return this;
    }

    public WireWriter put(byte[] bytes) {
        return put(bytes, 0, bytes.length);
    }

    public WireWriter put(byte[] bytes, int offset, int length) {
        int at = room(length);
        System.arraycopy(bytes, offset, data, at, length);
        return this;
    }

    /** Adds zero bytes until the size is a multiple of {@code multiple}. */
    public WireWriter pad(int multiple) {
        room((multiple - size % multiple) % multiple);
        return this;
    }

    /** Overwrites two bytes that were written before, such as a length known only now. */
    public void set16(int at, int value) {
        if (at < 0 || at > size - 2) {
            throw new IndexOutOfBoundsException("nothing was written at " + at);
        }
        Wire.put16(data, at, value);
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(data, size);
    }

    private int room(int length) {
        int at = size;
        if (length > maxBytes - at) {
            throw new IndexOutOfBoundsException(at + length + " bytes do not fit into " + maxBytes);
        }
        if (at + length > data.length) {
            data = Arrays.copyOf(data, Math.min(maxBytes, Math.max(at + length, data.length * 2)));
        }
        size = at + length;
        return at;
    }
}
