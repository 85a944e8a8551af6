package org.kaskado.forward;

import java.util.Arrays;

/**
 * How the newest packets of a receiver were rewritten, by outgoing sequence number. An entry lies in one place of the memory:
 * with many receivers each touches one or two cache lines per packet.
 *
 * <pre>
 * sequence 64
 * encoding 8 | source sequence 56
 * timestamp 32 | marker 1 | payload type 7 | TL0PICIDX 8 | picture id 16
 * filler 1 | picture id bits 5 | TL0PICIDX place + 1 8 | picture id place 8 | abs-send-time 24 | transport sequence 16
 * </pre>
 */
final class SentPackets {
    private static final long NONE = -1;
    private static final int WORDS = 4;
    private static final int SOURCE_BITS = 56;

    private final int mask;
    private final long[] entries;
    private final long[] resentSequence;
    private final long[] resentNs;

    /** Keeps so many: a power of two. */
    SentPackets(int size) {
        mask = size - 1;
        entries = new long[size * WORDS];
        resentSequence = new long[size];
        resentNs = new long[size];
        clear();
    }

    /** Nothing before can be sent again: its source is gone. */
    void clear() {
        Arrays.fill(entries, NONE);
        Arrays.fill(resentSequence, NONE);
    }

    void put(Outgoing packet) {
        int at = ((int) packet.sequence & mask) * WORDS;
        int values = (packet.isMarked ? 1 << 31 : 0)
                | packet.payloadType << 24
                | (packet.tl0PicIdx & 0xFF) << 16
                | (packet.pictureId & 0xFFFF);
        long places = (packet.isFiller ? 1 << 21 : 0)
                | packet.pictureIdBits << 16
                | ((packet.tl0PicIdxAt + 1) & 0xFF) << 8
                | (packet.pictureIdAt & 0xFF);
        entries[at] = packet.sequence;
        entries[at + 1] = (long) packet.encoding << SOURCE_BITS | packet.sourceSequence;
        entries[at + 2] = (long) packet.timestamp << 32 | (values & 0xFFFF_FFFFL);
        entries[at + 3] = places << 40 | (packet.absSendTime & 0xFF_FFFFL) << 16 | (packet.transportSequence & 0xFFFFL);
    }

    /** False when the packet is not known any more. */
    boolean get(long sequence, Outgoing into) {
        int at = ((int) sequence & mask) * WORDS;
        if (sequence < 0 || entries[at] != sequence) {
            return false;
        }
        into.sequence = sequence;
        into.encoding = (int) (entries[at + 1] >>> SOURCE_BITS);
        into.sourceSequence = entries[at + 1] & ((1L << SOURCE_BITS) - 1);
        into.timestamp = (int) (entries[at + 2] >>> 32);
        int values = (int) entries[at + 2];
        into.isMarked = values < 0;
        into.payloadType = values >>> 24 & 0x7F;
        into.tl0PicIdx = values >>> 16 & 0xFF;
        into.pictureId = values & 0xFFFF;
        int places = (int) (entries[at + 3] >>> 40);
        into.isFiller = (places & (1 << 21)) != 0;
        into.pictureIdBits = places >>> 16 & 0x1F;
        into.tl0PicIdxAt = (places >>> 8 & 0xFF) - 1;
        into.pictureIdAt = places & 0xFF;
        into.absSendTime = (int) (entries[at + 3] >>> 16) & 0xFF_FFFF;
        into.transportSequence = (int) entries[at + 3] & 0xFFFF;
        return true;
    }

    /** When a known packet was last sent again; {@link Long#MIN_VALUE} for never. */
    long resentNs(long sequence) {
        int at = (int) sequence & mask;
        return resentSequence[at] == sequence ? resentNs[at] : Long.MIN_VALUE;
    }

    void resent(long sequence, long nowNs) {
        int at = (int) sequence & mask;
        resentSequence[at] = sequence;
        resentNs[at] = nowNs;
    }
}
