package org.kaskado.net;

import org.jspecify.annotations.Nullable;

/**
 * A packet in a heap array, with one reference count. Whoever holds a reference may read; whoever holds the only one may
 * also change bytes and bounds. Parameters are borrowed unless a method says that it <em>takes</em> them.
 */
public final class PacketBuffer {
    private final byte[] array;
    private final @Nullable PacketPool pool;
    private int offset;
    private int length;
    private int references = 1;

    PacketBuffer(byte[] array, @Nullable PacketPool pool) {
        this.array = array;
        this.pool = pool;
    }

    /** A buffer of its own around an array, for packets that no pool needs to count. */
    public static PacketBuffer of(byte[] array) {
        PacketBuffer buffer = new PacketBuffer(array, null);
        buffer.length = array.length;
        return buffer;
    }

    public byte[] array() {
        return array;
    }

    /** Index of the packet's first byte. */
    public int offset() {
        return offset;
    }

    /** Bytes of the packet. */
    public int length() {
        return length;
    }

    public int capacity() {
        return array.length;
    }

    /** Sets which part of the array is the packet. */
    public void bounds(int newOffset, int newLength) {
        if (newOffset < 0 || newLength < 0 || newOffset > array.length - newLength) {
            throw new IndexOutOfBoundsException(
                    "slice " + newOffset + "+" + newLength + " of a buffer of " + array.length + " bytes");
        }
        offset = newOffset;
        length = newLength;
    }

    /** One more reference, for one more owner. */
    public PacketBuffer share() {
        if (references <= 0) {
            throw new IllegalStateException("a released packet was shared");
        }
        references++;
        return this;
    }

    /** Gives one reference back; with the last one the buffer returns to its pool. */
    public void release() {
        if (references <= 0) {
            throw new IllegalStateException("a packet was released twice");
        }
        references--;
        if (references == 0 && pool != null) {
            pool.giveBack(this);
        }
    }

    /** A copy of the packet's bytes. */
    public byte[] toByteArray() {
        byte[] copy = new byte[length];
        System.arraycopy(array, offset, copy, 0, length);
        return copy;
    }

    void reuse() {
        references = 1;
        offset = 0;
        length = 0;
    }
}
