package org.kaskado.srtp;

import org.kaskado.net.Wire;

/**
 * One packet on its way through a cipher. A sender or receiver has one of these and fills it anew for each packet, so that
 * nothing is allocated.
 */
final class SrtpPacket {
    static final int RTP_HEADER_BYTES = 12;
    static final int RTCP_HEADER_BYTES = 8;
    /** E flag and SRTCP index. */
    static final int RTCP_TRAILER_BYTES = 4;

    private static final int VERSION = 2;
    private static final byte[] NOTHING = {};

    byte[] in = NOTHING;
    int inOffset;
    byte[] out = NOTHING;
    int outOffset;
    /** Bytes that stay in the clear, from the start. */
    int headerBytes;
    /** Bytes to encrypt or decrypt, without tag. */
    int bodyBytes;

    int ssrc;
    /** Of RTP: 16 bits of sequence number below 32 bits of ROC; of RTCP: 31 bits. */
    long index;
    /** Of RTCP: E flag and index; of RTP: ROC. */
    int trailer;

    boolean isRtcp;

    void from(byte[] array, int offset) {
        in = array;
        inOffset = offset;
    }

    void to(byte[] array, int offset) {
        out = array;
        outOffset = offset;
    }

    /** Length of an RTP header with its CSRCs and extension (RFC 3550 §5.1); -1 when it does not fit or is none. */
    static int rtpHeaderBytes(byte[] data, int offset, int length) {
        if (length < RTP_HEADER_BYTES || (data[offset] & 0xFF) >>> 6 != VERSION) {
            return -1;
        }
        int header = RTP_HEADER_BYTES + 4 * (data[offset] & 0x0F);
        boolean hasExtension = (data[offset] & 0x10) != 0;
        if (hasExtension) {
            if (length < header + 4) {
                return -1;
            }
            header += 4 + 4 * Wire.get16(data, offset + header + 2);
        }
        return header <= length ? header : -1;
    }

    static boolean isRtcp(byte[] data, int offset, int length) {
        return length >= RTCP_HEADER_BYTES && (data[offset] & 0xFF) >>> 6 == VERSION;
    }
}
