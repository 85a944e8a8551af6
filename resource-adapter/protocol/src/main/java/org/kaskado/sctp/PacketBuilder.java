package org.kaskado.sctp;

import java.util.Arrays;
import org.kaskado.net.Wire;

/**
 * Bundles chunks into packets (RFC 9260 §6.10); a chunk that does not fit goes into the next one.
 *
 * <pre>
 * | source port 16 | destination port 16 | verification tag 32 | checksum 32 | chunks: type 8, flags 8, length 16, value … |
 * </pre>
 */
final class PacketBuilder {
    static final int HEADER_BYTES = 12;
    static final int CHUNK_HEADER_BYTES = 4;

    private final byte[] data;
    private final Checksum checksum = new Checksum();
    private int size = HEADER_BYTES;
    private long tag;

    PacketBuilder(SctpConfig config) {
        data = new byte[config.maxPacketBytes()];
        Wire.put16(data, 0, config.localPort());
        Wire.put16(data, 2, config.remotePort());
    }

    /** The peer's verification tag for what follows. */
    void tag(long verificationTag) {
        tag = verificationTag;
    }

    /** Where {@link #chunk} answered. */
    byte[] data() {
        return data;
    }

    /** Bytes that the value of one more chunk may have in this packet. */
    int room() {
        return data.length - size - CHUNK_HEADER_BYTES;
    }

    /** Bytes that a chunk's value may have in a packet of its own. */
    int maxValueBytes() {
        return data.length - HEADER_BYTES - CHUNK_HEADER_BYTES;
    }

    /** Begins a chunk and answers where its value goes; the caller writes all of it. */
    int chunk(int type, int flags, int valueBytes, SctpOutput out) {
        int whole = (CHUNK_HEADER_BYTES + valueBytes + 3) & ~3;
        if (size + whole > data.length) {
            flush(out);
        }
        int at = size;
        Wire.put8(data, at, type);
        Wire.put8(data, at + 1, flags);
        Wire.put16(data, at + 2, CHUNK_HEADER_BYTES + valueBytes);
        Arrays.fill(data, at + CHUNK_HEADER_BYTES + valueBytes, at + whole, (byte) 0);
        size += whole;
        return at + CHUNK_HEADER_BYTES;
    }

    void chunk(int type, int flags, byte[] value, SctpOutput out) {
        int at = chunk(type, flags, value.length, out);
        System.arraycopy(value, 0, data, at, value.length);
    }

    /** A packet with one chunk and a tag of its own. */
    void alone(long otherTag, int typeAndFlags, byte[] value, SctpOutput out) {
        flush(out);
        long kept = tag;
        tag = otherTag;
        chunk(typeAndFlags >>> 8, typeAndFlags & 0xFF, value, out);
        flush(out);
        tag = kept;
    }

    static int typeAndFlags(int type, int flags) {
        return (type << 8) | flags;
    }

    void flush(SctpOutput out) {
        if (size > HEADER_BYTES) {
            Wire.put32(data, 4, tag);
            checksum.put(data, 0, size);
            out.transmit(data, 0, size);
            size = HEADER_BYTES;
        }
    }
}
