package org.kaskado.sctp;

import org.kaskado.net.Wire;

/**
 * What INIT and INIT ACK settled; travels inside the cookie (RFC 9260 §5.1.3).
 *
 * @param createdNs when the cookie was made, monotonic nanoseconds
 * @param localTag our verification tag
 * @param localTsn our first TSN
 * @param outStreams streams that we may send on
 * @param inStreams streams that the peer may send on
 * @param tieLocalTag our tag of an association that existed when the cookie was made, or 0
 * @param tiePeerTag its peer tag, or 0
 */
record Terms(
        long createdNs,
        long localTag,
        long peerTag,
        long localTsn,
        long peerTsn,
        long peerWindowBytes,
        int outStreams,
        int inStreams,
        boolean hasForwardTsn,
        boolean hasReconfig,
        long tieLocalTag,
        long tiePeerTag) {
    static final int BYTES = 44;

    byte[] encode() {
        byte[] data = new byte[BYTES];
        Wire.put64(data, 0, createdNs);
        Wire.put32(data, 8, localTag);
        Wire.put32(data, 12, peerTag);
        Wire.put32(data, 16, localTsn);
        Wire.put32(data, 20, peerTsn);
        Wire.put32(data, 24, peerWindowBytes);
        Wire.put16(data, 28, outStreams);
        Wire.put16(data, 30, inStreams);
        Wire.put32(data, 32, (hasForwardTsn ? 1 : 0) | (hasReconfig ? 2 : 0));
        Wire.put32(data, 36, tieLocalTag);
        Wire.put32(data, 40, tiePeerTag);
        return data;
    }

    static Terms decode(byte[] data, int at) {
        long flags = Wire.get32(data, at + 32);
        return new Terms(
                Wire.get64(data, at),
                Wire.get32(data, at + 8),
                Wire.get32(data, at + 12),
                Wire.get32(data, at + 16),
                Wire.get32(data, at + 20),
                Wire.get32(data, at + 24),
                Wire.get16(data, at + 28),
                Wire.get16(data, at + 30),
                (flags & 1) != 0,
                (flags & 2) != 0,
                Wire.get32(data, at + 36),
                Wire.get32(data, at + 40));
    }

    /** The same tags on both sides. */
    boolean hasTags(long local, long peer) {
        return localTag == local && peerTag == peer;
    }
}
