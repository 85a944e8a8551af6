package org.kaskado.feedback;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.PacketBuffer;

/** First in, first out, in a ring that grows up to a cap. Holds a reference of each packet. */
final class PacketQueue {
    private static final int FIRST_CAPACITY = 16;

    private final int maxPackets;
    private @Nullable PacketBuffer[] packets = new @Nullable PacketBuffer[FIRST_CAPACITY];
    private long[] notes = new long[FIRST_CAPACITY];
    private long[] sinceNs = new long[FIRST_CAPACITY];
    private int head;
    private int size;

    PacketQueue(int maxPackets) {
        if (maxPackets < FIRST_CAPACITY || maxPackets > 8_192) {
            throw new IllegalArgumentException("a queue holds 16 to 8192 packets, not " + maxPackets);
        }
        this.maxPackets = maxPackets;
    }

    /** Takes the reference; releases it and answers false when the queue is full. */
    boolean add(long nowNs, PacketBuffer packet, long note) {
        if (size == maxPackets) {
            packet.release();
            return false;
        }
        if (size == packets.length) {
            grow();
        }
        int slot = (head + size++) & (packets.length - 1);
        packets[slot] = packet;
        notes[slot] = note;
        sinceNs[slot] = nowNs;
        return true;
    }

    int size() {
        return size;
    }

    long firstNote() {
        return notes[head];
    }

    long oldestNs() {
        return sinceNs[head];
    }

    /** Gives the reference away; there is a packet. */
    PacketBuffer remove() {
        PacketBuffer packet = packets[head];
        if (packet == null) {
            throw new IllegalStateException("the queue is empty");
        }
        packets[head] = null;
        head = (head + 1) & (packets.length - 1);
        size--;
        return packet;
    }

    void clear() {
        while (size > 0) {
            remove().release();
        }
    }

    private void grow() {
        int capacity = packets.length;
        packets = Arrays.copyOf(packets, 2 * capacity);
        notes = Arrays.copyOf(notes, 2 * capacity);
        sinceNs = Arrays.copyOf(sinceNs, 2 * capacity);
        for (int slot = 0; slot < head; slot++) {
            packets[capacity + slot] = packets[slot];
            packets[slot] = null;
            notes[capacity + slot] = notes[slot];
            sinceNs[capacity + slot] = sinceNs[slot];
        }
    }
}
