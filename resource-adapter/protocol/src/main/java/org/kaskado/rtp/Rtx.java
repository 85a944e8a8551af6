package org.kaskado.rtp;

import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.Wire;

/**
 * Retransmission packets (RFC 4588 §4): the original's header with another SSRC, payload type and sequence number,
 * then the original sequence number (OSN), then the original's payload.
 */
public final class Rtx {
    /** Bytes that a retransmission is longer than its original. */
    public static final int OSN_BYTES = 2;

    private Rtx() {}

    /**
     * Writes the retransmission of an original packet, which {@link RtpHeader#validate} has passed, to another array;
     * padding is left out. SSRC, payload type and sequence number of the retransmission are set afterwards with {@link
     * RtpHeader}.
     *
     * @param out has room for {@code length + OSN_BYTES} behind {@code outOffset}
     * @return the length of the retransmission
     */
    public static int encapsulate(byte[] in, int offset, int length, byte[] out, int outOffset) {
        int header = RtpHeader.headerLength(in, offset);
        int payload = RtpHeader.payloadLength(in, offset, length);
        System.arraycopy(in, offset, out, outOffset, header);
        out[outOffset] &= (byte) ~0x20;
        Wire.put16(out, outOffset + header, RtpHeader.sequenceNumber(in, offset));
        System.arraycopy(in, offset + header, out, outOffset + header + OSN_BYTES, payload);
        return header + OSN_BYTES + payload;
    }

    /**
     * Turns a retransmission, which {@link RtpHeader#validate} has passed, into its original, in place: the packet
     * begins two bytes later then, and has no padding. The caller holds the only reference.
     *
     * @return {@link Drop#BAD_RETRANSMISSION} when there is no original in it, as in packets that only probe for
     * bandwidth
     */
    public static Drop decapsulate(PacketBuffer packet, long originalSsrc, int originalPayloadType) {
        byte[] data = packet.array();
        int offset = packet.offset();
        int payload = RtpHeader.payloadLength(data, offset, packet.length());
        if (payload < OSN_BYTES) {
            return Drop.BAD_RETRANSMISSION;
        }
        int length = RtpHeader.stripPadding(data, offset, packet.length());
        int header = RtpHeader.headerLength(data, offset);
        int osn = Wire.get16(data, offset + header);
        System.arraycopy(data, offset, data, offset + OSN_BYTES, header);
        packet.bounds(offset + OSN_BYTES, length - OSN_BYTES);
        RtpHeader.setSequenceNumber(data, packet.offset(), osn);
        RtpHeader.setSsrc(data, packet.offset(), originalSsrc);
        RtpHeader.setPayloadType(data, packet.offset(), originalPayloadType);
        return Drop.NONE;
    }

    /** OSN of a retransmission with at least {@link #OSN_BYTES} of payload. */
    public static int originalSequenceNumber(byte[] data, int offset) {
        return Wire.get16(data, RtpHeader.payloadOffset(data, offset));
    }
}
