package org.kaskado.sctp;

import org.kaskado.net.Drop;
import org.kaskado.net.Wire;

/** Walks over the chunks of a received packet. Made once per association and placed on each packet. */
final class ChunkCursor {
    private final Checksum checksum = new Checksum();
    private byte[] data = new byte[0];
    private int next;
    private int end;
    private int at;
    private long tag;
    private int chunks;

    /** Checks header, ports and checksum, and stands before the first chunk. */
    Drop place(byte[] packet, int offset, int length, SctpConfig config) {
        if (length < PacketBuilder.HEADER_BYTES + PacketBuilder.CHUNK_HEADER_BYTES) {
            return Drop.MALFORMED;
        }
        if (Wire.get16(packet, offset) != config.remotePort() || Wire.get16(packet, offset + 2) != config.localPort()) {
            return Drop.UNKNOWN_PEER;
        }
        if (!checksum.isRight(packet, offset, length)) {
            return Drop.BAD_AUTHENTICATION;
        }
        data = packet;
        tag = Wire.get32(packet, offset + 4);
        next = offset + PacketBuilder.HEADER_BYTES;
        end = offset + length;
        chunks = 0;
        return Drop.NONE;
    }

    /** Moves to the next chunk; false when there is none or its length is impossible. */
    boolean next() {
        if (next > end - PacketBuilder.CHUNK_HEADER_BYTES) {
            return false;
        }
        int length = Wire.get16(data, next + 2);
        if (length < PacketBuilder.CHUNK_HEADER_BYTES || length > end - next) {
            next = end;
            return false;
        }
        at = next;
        next += (length + 3) & ~3;
        chunks++;
        return true;
    }

    /** Verification tag of the packet. */
    long tag() {
        return tag;
    }

    byte[] data() {
        return data;
    }

    int type() {
        return Wire.get8(data, at);
    }

    int flags() {
        return Wire.get8(data, at + 1);
    }

    /** Where the chunk begins, header included. */
    int chunkAt() {
        return at;
    }

    /** Where the chunk's value begins. */
    int valueAt() {
        return at + PacketBuilder.CHUNK_HEADER_BYTES;
    }

    int valueBytes() {
        return Wire.get16(data, at + 2) - PacketBuilder.CHUNK_HEADER_BYTES;
    }

    boolean isFirst() {
        return chunks == 1;
    }

    /** Whether the packet has this chunk only. */
    boolean isAlone() {
        return chunks == 1 && next > end - PacketBuilder.CHUNK_HEADER_BYTES;
    }
}
