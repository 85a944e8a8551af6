package org.kaskado.payload;

import java.util.Arrays;

/** Bytes of the frame that is being put together; grows up to a cap and keeps its array for the next frame. */
final class FrameBytes {
    private static final int FIRST_BYTES = 4096;
    /** An array larger than this is given up after its frame. */
    private static final int KEPT_BYTES = 256 << 10;

    private final int maxBytes;
    private byte[] data = new byte[0];
    private int size;

    FrameBytes(int maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("a frame must be allowed at least 1 byte, not " + maxBytes);
        }
        this.maxBytes = maxBytes;
    }

    int size() {
        return size;
    }

    int get8(int index) {
        return data[index] & 0xFF;
    }

    /** False, and nothing written, when the frame would grow beyond its cap. */
    boolean append(byte[] bytes, int offset, int length) {
        if (length > maxBytes - size) {
            return false;
        }
        if (size + length > data.length) {
            int grown = Math.max(Math.max(FIRST_BYTES, data.length * 2), size + length);
            data = Arrays.copyOf(data, grown);
        }
        System.arraycopy(bytes, offset, data, size, length);
        size += length;
        return true;
    }

    boolean append(byte[] bytes) {
        return append(bytes, 0, bytes.length);
    }

    void clear() {
        size = 0;
        if (data.length > KEPT_BYTES) {
            data = new byte[0];
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(data, size);
    }

    byte[] copyOfRange(int from, int to) {
        return Arrays.copyOfRange(data, from, to);
    }
}
