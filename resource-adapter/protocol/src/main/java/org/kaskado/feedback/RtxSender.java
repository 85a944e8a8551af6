package org.kaskado.feedback;

import org.kaskado.rtp.RtpHeader;
import org.kaskado.rtp.Rtx;

/** Writes the packets of one retransmission stream (RFC 4588): own SSRC, payload type and sequence numbers. */
public final class RtxSender {
    private final long ssrc;
    private int payloadType;
    private int sequenceNumber;
    private long packets;

    /**
     * @param firstSequenceNumber random (RFC 3550 §5.1), 0 to 65535
     */
    public RtxSender(long ssrc, int payloadType, int firstSequenceNumber) {
        this.ssrc = ssrc;
        this.payloadType = payloadType;
        this.sequenceNumber = firstSequenceNumber;
    }

    /** Changes the payload type, when the stream's codec changes. */
    public void setPayloadType(int newPayloadType) {
        payloadType = newPayloadType;
    }

    /**
     * Writes the next retransmission of a packet with the header as it was sent (SSRC and all). Every call uses up a sequence
     * number: what it wrote is to be sent.
     *
     * @param out another array with room for {@code length + 2} behind {@code outOffset}
     * @return the length of the retransmission
     */
    public int retransmit(byte[] in, int offset, int length, byte[] out, int outOffset) {
        int written = Rtx.encapsulate(in, offset, length, out, outOffset);
        number(out, outOffset);
        return written;
    }

    /**
     * Writes a packet of padding only, to probe or to keep the rate up; extensions are the caller's.
     *
     * @param timestamp of the last media packet
     * @param paddingBytes 1 to 255
     * @return its length
     */
    public int padding(long timestamp, int paddingBytes, byte[] out, int outOffset) {
        RtpHeader.begin(out, outOffset);
        RtpHeader.setTimestamp(out, outOffset, timestamp);
        number(out, outOffset);
        return RtpHeader.addPadding(out, outOffset, RtpHeader.FIXED_BYTES, paddingBytes);
    }

    private void number(byte[] out, int outOffset) {
        RtpHeader.setSsrc(out, outOffset, ssrc);
        RtpHeader.setPayloadType(out, outOffset, payloadType);
        RtpHeader.setSequenceNumber(out, outOffset, sequenceNumber);
        sequenceNumber = (sequenceNumber + 1) & 0xFFFF;
        packets++;
    }

    public long ssrc() {
        return ssrc;
    }

    public long packets() {
        return packets;
    }
}
