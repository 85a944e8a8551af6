package org.kaskado.net;

/** Big-endian integers in byte arrays. Callers have checked the bounds; the array's own check is the last net. */
public final class Wire {
    private Wire() {}

    public static int get8(byte[] data, int offset) {
        return data[offset] & 0xFF;
    }

    public static int get16(byte[] data, int offset) {
        return (data[offset] & 0xFF) << 8 | (data[offset + 1] & 0xFF);
    }

    public static int get24(byte[] data, int offset) {
        return get16(data, offset) << 8 | (data[offset + 2] & 0xFF);
    }

    /** All 32 bits; use {@link #get32} for an unsigned value. */
    public static int getInt(byte[] data, int offset) {
        return get16(data, offset) << 16 | get16(data, offset + 2);
    }

    /** Unsigned. */
    public static long get32(byte[] data, int offset) {
        return getInt(data, offset) & 0xFFFF_FFFFL;
    }

    public static long get48(byte[] data, int offset) {
        return (long) get16(data, offset) << 32 | get32(data, offset + 2);
    }

    public static long get64(byte[] data, int offset) {
        return (long) getInt(data, offset) << 32 | get32(data, offset + 4);
    }

    public static void put8(byte[] data, int offset, int value) {
        data[offset] = (byte) value;
    }

    public static void put16(byte[] data, int offset, int value) {
        data[offset] = (byte) (value >>> 8);
        data[offset + 1] = (byte) value;
    }

    public static void put24(byte[] data, int offset, int value) {
        data[offset] = (byte) (value >>> 16);
        put16(data, offset + 1, value);
    }

    /** The low 32 bits of the value. */
    public static void put32(byte[] data, int offset, long value) {
        put16(data, offset, (int) (value >>> 16));
        put16(data, offset + 2, (int) value);
    }

    public static void put48(byte[] data, int offset, long value) {
        put16(data, offset, (int) (value >>> 32));
        put32(data, offset + 2, value);
    }

    public static void put64(byte[] data, int offset, long value) {
        put32(data, offset, value >>> 32);
        put32(data, offset + 4, value);
    }
}
