package org.kaskado.sctp;

import java.util.Arrays;
import org.kaskado.net.Wire;

/** Which TSNs arrived: all up to the cumulative one, and a bitmap of those after it. */
final class ReceivedTsns {
    /** TSNs this far ahead are dropped; fits the 16 bits of gap blocks. */
    static final int WINDOW = 16_384;

    static final int SACK_FIXED_BYTES = 12;

    private static final int MAX_DUPLICATES = 16;
    private static final int MAX_BLOCKS = 256; // more gaps than that are told by later SACKs

    private final long[] bits = new long[WINDOW / Long.SIZE];
    private final long[] duplicates = new long[MAX_DUPLICATES];
    private final int[] edges = new int[2 * MAX_BLOCKS];
    private int duplicateCount;
    private long cumulative;
    private long highest;

    ReceivedTsns(long firstTsn) {
        cumulative = firstTsn - 1;
        highest = cumulative;
    }

    long cumulative() {
        return cumulative;
    }

    /** Whether some TSN between others is missing. */
    boolean hasGap() {
        return highest > cumulative;
    }

    boolean hasDuplicates() {
        return duplicateCount > 0;
    }

    boolean isInWindow(long tsn) {
        return tsn <= cumulative + WINDOW;
    }

    /** Whether it arrived before; then it is reported with the next SACK. */
    boolean isDuplicate(long tsn) {
        if (tsn > cumulative && !isSet(tsn)) {
            return false;
        }
        if (duplicateCount < MAX_DUPLICATES) {
            duplicates[duplicateCount++] = tsn;
        }
        return true;
    }

    /** Notes a TSN that is in the window and no duplicate. */
    void add(long tsn) {
        set(tsn);
        highest = Math.max(highest, tsn);
        advance();
    }

    /** RFC 3758 §3.6: nothing up to this TSN is waited for any more; it may be far ahead. */
    void forward(long tsn) {
        if (tsn - cumulative >= WINDOW) {
            Arrays.fill(bits, 0);
        } else {
            for (long passed = cumulative + 1; passed <= tsn; passed++) {
                clear(passed);
            }
        }
        cumulative = tsn;
        highest = Math.max(highest, tsn);
        advance();
    }

    /** RFC 9260 §3.3.4. */
    void writeSack(long windowBytes, PacketBuilder packet, SctpOutput out) {
        int maxBlocks = Math.min(MAX_BLOCKS, (packet.maxValueBytes() - SACK_FIXED_BYTES) / 4 - duplicateCount);
        int blocks = collectBlocks(maxBlocks);
        int at = packet.chunk(ChunkType.SACK, 0, SACK_FIXED_BYTES + 4 * (blocks + duplicateCount), out);
        byte[] data = packet.data();
        Wire.put32(data, at, cumulative);
        Wire.put32(data, at + 4, windowBytes);
        Wire.put16(data, at + 8, blocks);
        Wire.put16(data, at + 10, duplicateCount);
        at += SACK_FIXED_BYTES;
        for (int i = 0; i < 2 * blocks; i++, at += 2) {
            Wire.put16(data, at, edges[i]);
        }
        for (int i = 0; i < duplicateCount; i++, at += 4) {
            Wire.put32(data, at, duplicates[i]);
        }
        duplicateCount = 0;
    }

    private int collectBlocks(int most) {
        int blocks = 0;
        long first = nextSet(cumulative + 1);
        while (first <= highest && blocks < most) {
            long past = nextClear(first);
            edges[2 * blocks] = (int) (first - cumulative);
            edges[2 * blocks + 1] = (int) (past - 1 - cumulative);
            blocks++;
            first = nextSet(past);
        }
        return blocks;
    }

    /** The first TSN from this one on that arrived; past the highest one when there is none. */
    private long nextSet(long from) {
        long tsn = from;
        while (tsn <= highest) {
            long rest = bits[word(tsn)] >>> tsn;
            if (rest != 0) {
                return tsn + Long.numberOfTrailingZeros(rest);
            }
            tsn = (tsn | (Long.SIZE - 1)) + 1;
        }
        return highest + 1;
    }

    /** The first TSN from this one on that is missing. */
    private long nextClear(long from) {
        long tsn = from;
        while (tsn <= highest) {
            long rest = ~bits[word(tsn)] >>> tsn;
            if (rest != 0) {
                return Math.min(highest + 1, tsn + Long.numberOfTrailingZeros(rest));
            }
            tsn = (tsn | (Long.SIZE - 1)) + 1;
        }
        return highest + 1;
    }

    private void advance() {
        while (cumulative < highest && isSet(cumulative + 1)) {
            cumulative++;
            clear(cumulative);
        }
    }

    private boolean isSet(long tsn) {
        return (bits[word(tsn)] & (1L << tsn)) != 0;
    }

    private void set(long tsn) {
        bits[word(tsn)] |= 1L << tsn;
    }

    private void clear(long tsn) {
        bits[word(tsn)] &= ~(1L << tsn);
    }

    private static int word(long tsn) {
        return (int) (tsn & (WINDOW - 1)) / Long.SIZE;
    }
}
