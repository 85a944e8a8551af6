package org.kaskado.rtp;

import org.kaskado.net.Drop;
import org.kaskado.net.Wire;

/**
 * The blocks of a redundant payload (RFC 2198 §3): redundant ones, oldest first as a rule, and last the primary.
 * Filled again for each packet; allocates nothing.
 *
 * <pre>
 * |1|  block PT   |  timestamp offset (14 bits)  | block length (10) |   redundant blocks
 * |0|  block PT   |                                                      primary block, last
 * </pre>
 */
public final class RedBlocks {
    /** More blocks than this are malformed for us; senders use one to three. */
    public static final int MAX_BLOCKS = 16;

    private final int[] payloadTypes = new int[MAX_BLOCKS];
    private final int[] timestampOffsets = new int[MAX_BLOCKS];
    private final int[] offsets = new int[MAX_BLOCKS];
    private final int[] lengths = new int[MAX_BLOCKS];
    private int count;

    /** Reads the payload at {@code offset}; after a drop there are no blocks. */
    public Drop parse(byte[] data, int offset, int length) {
        count = 0;
        int end = offset + length;
        int at = offset;
        int blocks = 0;
        while (at < end && data[at] < 0) {
            if (blocks == MAX_BLOCKS - 1 || at + 4 > end) {
                return Drop.MALFORMED;
            }
            payloadTypes[blocks] = data[at] & 0x7F;
            int rest = Wire.get24(data, at + 1);
            timestampOffsets[blocks] = rest >> 10;
            lengths[blocks] = rest & 0x3FF;
            blocks++;
            at += 4;
        }
        if (at >= end) {
            return Drop.MALFORMED;
        }
        payloadTypes[blocks] = data[at];
        timestampOffsets[blocks] = 0;
        return place(at + 1, end, blocks + 1);
    }

    private Drop place(int first, int end, int blocks) {
        int at = first;
        for (int i = 0; i < blocks - 1; i++) {
            offsets[i] = at;
            at += lengths[i];
        }
        if (at > end) {
            return Drop.MALFORMED;
        }
        offsets[blocks - 1] = at;
        lengths[blocks - 1] = end - at;
        count = blocks;
        return Drop.NONE;
    }

    /** Blocks of the last packet, the primary included. */
    public int count() {
        return count;
    }

    /** Place of the primary block. */
    public int primary() {
        return count - 1;
    }

    public int payloadType(int block) {
        return payloadTypes[block];
    }

    /** How much older than the packet's timestamp the block is. */
    public int timestampOffset(int block) {
        return timestampOffsets[block];
    }

    /** Index of the block's first byte in the array. */
    public int offset(int block) {
        return offsets[block];
    }

    /** Bytes of the block; 0 is allowed. */
    public int length(int block) {
        return lengths[block];
    }
}
