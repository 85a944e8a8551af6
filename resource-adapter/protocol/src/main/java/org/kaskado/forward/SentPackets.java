package org.kaskado.forward;

import java.util.Arrays;

/** How the newest packets of a receiver were rewritten, by outgoing sequence number: 44 bytes each. */
final class SentPackets {
    private static final long NONE = -1;
    private static final int SEQUENCE_BITS = 56;

    private final int mask;
    private final long[] sequences;
    private final long[] sources;
    private final long[] resentNs;
    private final int[] timestamps;
    /** Picture id 16, TL0PICIDX 8, payload type 7, marker 1. */
    private final int[] values;
    /** Place of the picture id 8, of TL0PICIDX 8 (plus one, 0 is absent), bits of the picture id 5, filler 1. */
    private final int[] places;

    private final int[] absSendTimes;
    private final int[] transportSequences;

    SentPackets(int size) {
        mask = size - 1;
        sequences = new long[size];
        sources = new long[size];
        resentNs = new long[size];
        timestamps = new int[size];
        values = new int[size];
        places = new int[size];
        absSendTimes = new int[size];
        transportSequences = new int[size];
        Arrays.fill(sequences, NONE);
    }

    /** Nothing before can be sent again: its source is gone. */
    void clear() {
        Arrays.fill(sequences, NONE);
    }

    void put(Outgoing packet) {
        int at = (int) packet.sequence & mask;
        sequences[at] = packet.sequence;
        sources[at] = (long) packet.encoding << SEQUENCE_BITS | packet.sourceSequence;
        resentNs[at] = Long.MIN_VALUE;
        timestamps[at] = packet.timestamp;
        values[at] = (packet.pictureId & 0xFFFF)
                | (packet.tl0PicIdx & 0xFF) << 16
                | packet.payloadType << 24
                | (packet.isMarked ? 1 << 31 : 0);
        places[at] = (packet.pictureIdAt & 0xFF)
                | ((packet.tl0PicIdxAt + 1) & 0xFF) << 8
                | packet.pictureIdBits << 16
                | (packet.isFiller ? 1 << 21 : 0);
        absSendTimes[at] = packet.absSendTime;
        transportSequences[at] = packet.transportSequence;
    }

    /** False when the packet is not known any more. */
    boolean get(long sequence, Outgoing into) {
        int at = (int) sequence & mask;
        if (sequence < 0 || sequences[at] != sequence) {
            return false;
        }
        into.sequence = sequence;
        into.encoding = (int) (sources[at] >>> SEQUENCE_BITS);
        into.sourceSequence = sources[at] & ((1L << SEQUENCE_BITS) - 1);
        into.timestamp = timestamps[at];
        into.pictureId = values[at] & 0xFFFF;
        into.tl0PicIdx = values[at] >>> 16 & 0xFF;
        into.payloadType = values[at] >>> 24 & 0x7F;
        into.isMarked = values[at] < 0;
        into.pictureIdAt = places[at] & 0xFF;
        into.tl0PicIdxAt = (places[at] >>> 8 & 0xFF) - 1;
        into.pictureIdBits = places[at] >>> 16 & 0x1F;
        into.isFiller = (places[at] & (1 << 21)) != 0;
        into.absSendTime = absSendTimes[at];
        into.transportSequence = transportSequences[at];
        return true;
    }

    /** When a known packet was last sent again; {@link Long#MIN_VALUE} for never. */
    long resentNs(long sequence) {
        return resentNs[(int) sequence & mask];
    }

    void resent(long sequence, long nowNs) {
        resentNs[(int) sequence & mask] = nowNs;
    }
}
