package org.kaskado.sctp;

import java.util.Arrays;
import org.kaskado.net.Wire;

/** A received DATA chunk; the array is its own. */
record Fragment(long tsn, int streamId, int ssn, long payloadProtocol, int flags, byte[] data) {
    static final int FLAG_IMMEDIATE = 8;

    private static final int FLAG_UNORDERED = 4;
    private static final int FLAG_BEGIN = 2;
    private static final int FLAG_END = 1;

    /** Reads a chunk that has at least one byte of user data. */
    static Fragment of(ChunkCursor chunk, long tsn) {
        byte[] data = chunk.data();
        int at = chunk.valueAt();
        int dataAt = at + SendSide.DATA_FIXED_BYTES;
        return new Fragment(
                tsn,
                Wire.get16(data, at + 4),
                Wire.get16(data, at + 6),
                Wire.get32(data, at + 8),
                chunk.flags(),
                Arrays.copyOfRange(data, dataAt, at + chunk.valueBytes()));
    }

    boolean isUnordered() {
        return (flags & FLAG_UNORDERED) != 0;
    }

    boolean isFirst() {
        return (flags & FLAG_BEGIN) != 0;
    }

    boolean isLast() {
        return (flags & FLAG_END) != 0;
    }

    /** Whether both can be parts of one message (RFC 9260 §6.9). */
    boolean belongsWith(Fragment other) {
        return streamId == other.streamId
                && isUnordered() == other.isUnordered()
                && (isUnordered() || ssn == other.ssn);
    }
}
