package org.kaskado.forward;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.PacketBuffer;

/** The newest packets of an encoding, by extended sequence number; holds one reference to each. */
final class PacketRing {
    private static final long NONE = -1;

    private final @Nullable PacketBuffer[] packets;
    private final long[] sequences;
    private final int mask;

    /** @param size a power of two */
    PacketRing(int size) {
        packets = new @Nullable PacketBuffer[size];
        sequences = new long[size];
        Arrays.fill(sequences, NONE);
        mask = size - 1;
    }

    int size() {
        return sequences.length;
    }

    boolean contains(long sequence) {
        return sequences[(int) sequence & mask] == sequence;
    }

    /** Shares the packet and gives back the one whose place it takes. */
    void put(long sequence, PacketBuffer packet) {
        int at = (int) sequence & mask;
        release(at);
        packets[at] = packet.share();
        sequences[at] = sequence;
    }

    @Nullable
    PacketBuffer get(long sequence) {
        int at = (int) sequence & mask;
        return sequences[at] == sequence ? packets[at] : null;
    }

    void clear() {
        for (int at = 0; at < sequences.length; at++) {
            release(at);
        }
    }

    private void release(int at) {
        PacketBuffer packet = packets[at];
        if (packet != null) {
            packet.release();
            packets[at] = null;
            sequences[at] = NONE;
        }
    }
}
