package org.kaskado.rtp;

import java.util.Arrays;
import org.kaskado.net.Drop;
import org.kaskado.net.Wire;

/**
 * Reads and changes the header of an RTP packet that lies in an array (RFC 3550 §5.1). {@link #validateHeader} or
 * {@link #validate} comes first; every other method trusts what they have checked.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |           synchronization source (SSRC) identifier            |
 * |            contributing source (CSRC) identifiers, 0..15      |
 * |      defined by profile       |  length in words, when X is 1 |
 * |                      header extension ...                     |
 * </pre>
 */
public final class RtpHeader {
    /** RFC 3550 §5.1: V is 2. */
    public static final int VERSION = 2;
    /** Bytes before CSRC list and extension. */
    public static final int FIXED_BYTES = 12;
    /** RFC 3550 §5.1: CC has four bits. */
    public static final int MAX_CSRC = 15;

    private static final int EXTENSION_HEADER_BYTES = 4;

    private RtpHeader() {}

    /**
     * Checks version, CSRC list and extension, but not the padding: it is encrypted before SRTP has seen the packet.
     */
    public static Drop validateHeader(byte[] data, int offset, int length) {
        if (length < FIXED_BYTES) {
            return Drop.MALFORMED;
        }
        if ((data[offset] & 0xC0) != VERSION << 6) {
            return Drop.BAD_VERSION;
        }
        int fixed = FIXED_BYTES + 4 * csrcCount(data, offset);
        if (!hasExtension(data, offset)) {
            return fixed <= length ? Drop.NONE : Drop.MALFORMED;
        }
        if (fixed + EXTENSION_HEADER_BYTES > length || headerLength(data, offset) > length) {
            return Drop.MALFORMED;
        }
        return Drop.NONE;
    }

    /** Checks the whole plain packet: as {@link #validateHeader}, and the padding. */
    public static Drop validate(byte[] data, int offset, int length) {
        Drop drop = validateHeader(data, offset, length);
        if (drop == Drop.NONE && hasPadding(data, offset)) {
            int room = length - headerLength(data, offset);
            int padding = room == 0 ? 0 : Wire.get8(data, offset + length - 1);
            return padding == 0 || padding > room ? Drop.MALFORMED : Drop.NONE;
        }
        return drop;
    }

    public static boolean hasPadding(byte[] data, int offset) {
        return (data[offset] & 0x20) != 0;
    }

    public static boolean hasExtension(byte[] data, int offset) {
        return (data[offset] & 0x10) != 0;
    }

    public static int csrcCount(byte[] data, int offset) {
        return data[offset] & 0x0F;
    }

    /** Unsigned; {@code index} below {@link #csrcCount}. */
    public static long csrc(byte[] data, int offset, int index) {
        return Wire.get32(data, offset + FIXED_BYTES + 4 * index);
    }

    public static boolean isMarked(byte[] data, int offset) {
        return data[offset + 1] < 0;
    }

    /** 0 to 127. */
    public static int payloadType(byte[] data, int offset) {
        return data[offset + 1] & 0x7F;
    }

    /** 0 to 65535. */
    public static int sequenceNumber(byte[] data, int offset) {
        return Wire.get16(data, offset + 2);
    }

    /** Unsigned, in units of the payload's clock. */
    public static long timestamp(byte[] data, int offset) {
        return Wire.get32(data, offset + 4);
    }

    /** Unsigned. */
    public static long ssrc(byte[] data, int offset) {
        return Wire.get32(data, offset + 8);
    }

    /** Bytes before the payload. */
    public static int headerLength(byte[] data, int offset) {
        int fixed = FIXED_BYTES + 4 * csrcCount(data, offset);
        if (!hasExtension(data, offset)) {
            return fixed;
        }
        return fixed + EXTENSION_HEADER_BYTES + 4 * Wire.get16(data, offset + fixed + 2);
    }

    /** Index of the payload's first byte. */
    public static int payloadOffset(byte[] data, int offset) {
        return offset + headerLength(data, offset);
    }

    /** Bytes of the payload without padding, from 0. */
    public static int payloadLength(byte[] data, int offset, int length) {
        return length - headerLength(data, offset) - paddingLength(data, offset, length);
    }

    /** Padding bytes, the counting one included; 0 when there is none. */
    public static int paddingLength(byte[] data, int offset, int length) {
        return hasPadding(data, offset) ? Wire.get8(data, offset + length - 1) : 0;
    }

    /** Writes a header of {@link #FIXED_BYTES} with version 2 and zeros; the setters do the rest. */
    public static void begin(byte[] data, int offset) {
        data[offset] = (byte) (VERSION << 6);
        data[offset + 1] = 0;
        Wire.put16(data, offset + 2, 0);
        Wire.put64(data, offset + 4, 0);
    }

    public static void setMarked(byte[] data, int offset, boolean marked) {
        data[offset + 1] = (byte) (payloadType(data, offset) | (marked ? 0x80 : 0));
    }

    /** Keeps the marker; the low seven bits of {@code payloadType}. */
    public static void setPayloadType(byte[] data, int offset, int payloadType) {
        data[offset + 1] = (byte) ((data[offset + 1] & 0x80) | (payloadType & 0x7F));
    }

    /** The low 16 bits of the value. */
    public static void setSequenceNumber(byte[] data, int offset, int sequenceNumber) {
        Wire.put16(data, offset + 2, sequenceNumber);
    }

    /** The low 32 bits of the value. */
    public static void setTimestamp(byte[] data, int offset, long timestamp) {
        Wire.put32(data, offset + 4, timestamp);
    }

    public static void setSsrc(byte[] data, int offset, long ssrc) {
        Wire.put32(data, offset + 8, ssrc);
    }

    /** Sets or clears X; the extension itself is written by the caller. */
    static void setExtension(byte[] data, int offset, boolean present) {
        data[offset] = (byte) (present ? data[offset] | 0x10 : data[offset] & ~0x10);
    }

    /**
     * Appends padding (RFC 3550 §5.1) to a packet that has none.
     *
     * @param paddingBytes 1 to 255, for which the array has room
     * @return the new length of the packet
     */
    public static int addPadding(byte[] data, int offset, int length, int paddingBytes) {
        if (paddingBytes < 1 || paddingBytes > 255 || hasPadding(data, offset)) {
            throw new IllegalArgumentException("1 to 255 bytes of padding fit an unpadded packet, not " + paddingBytes);
        }
        Arrays.fill(data, offset + length, offset + length + paddingBytes - 1, (byte) 0);
        data[offset + length + paddingBytes - 1] = (byte) paddingBytes;
        data[offset] |= 0x20;
        return length + paddingBytes;
    }

    /** Takes the padding off; the new length of the packet. */
    public static int stripPadding(byte[] data, int offset, int length) {
        int stripped = length - paddingLength(data, offset, length);
        data[offset] &= (byte) ~0x20;
        return stripped;
    }
}
