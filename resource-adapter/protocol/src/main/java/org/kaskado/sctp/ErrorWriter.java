package org.kaskado.sctp;

import org.kaskado.net.Wire;

/** Writes ERROR chunks (RFC 9260 §3.3.10); bounded per packet received, so that none amplifies. */
final class ErrorWriter {
    private static final int MAX_PER_PACKET = 8;
    private static final int CAUSE_HEADER_BYTES = 4;

    private final PacketBuilder packet;
    private int written;

    ErrorWriter(PacketBuilder packet) {
        this.packet = packet;
    }

    void beginPacket() {
        written = 0;
    }

    void invalidStream(int streamId, SctpOutput out) {
        int at = cause(AbortCause.INVALID_STREAM, 4, out);
        if (at >= 0) {
            Wire.put16(packet.data(), at, streamId);
            Wire.put16(packet.data(), at + 2, 0);
        }
    }

    /** RFC 9260 §3.3.10.3: how far the cookie is over its time, in microseconds. */
    void staleCookie(long overNs, SctpOutput out) {
        int at = cause(AbortCause.STALE_COOKIE, 4, out);
        if (at >= 0) {
            Wire.put32(packet.data(), at, Math.min(overNs / 1000, 0xFFFF_FFFFL));
        }
    }

    void unrecognizedChunk(ChunkCursor chunk, SctpOutput out) {
        copied(AbortCause.UNRECOGNIZED_CHUNK, chunk.data(), chunk.chunkAt(), chunk.valueBytes() + 4, out);
    }

    void unrecognizedParameters(byte[] parameters, SctpOutput out) {
        copied(AbortCause.UNRECOGNIZED_PARAMETERS, parameters, 0, parameters.length, out);
    }

    private void copied(int code, byte[] data, int from, int length, SctpOutput out) {
        int bytes = Math.min(length, packet.maxValueBytes() - CAUSE_HEADER_BYTES);
        int at = bytes == 0 ? -1 : cause(code, bytes, out);
        if (at >= 0) {
            System.arraycopy(data, from, packet.data(), at, bytes);
        }
    }

    private int cause(int code, int bytes, SctpOutput out) {
        if (written == MAX_PER_PACKET) {
            return -1;
        }
        written++;
        int at = packet.chunk(ChunkType.ERROR, 0, CAUSE_HEADER_BYTES + bytes, out);
        Wire.put16(packet.data(), at, code);
        Wire.put16(packet.data(), at + 2, CAUSE_HEADER_BYTES + bytes);
        return at + CAUSE_HEADER_BYTES;
    }
}
