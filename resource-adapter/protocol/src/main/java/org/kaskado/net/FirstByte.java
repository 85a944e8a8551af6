package org.kaskado.net;

/**
 * Tells the protocols of one port apart (RFC 7983 §7, RFC 5761 §4, RFC 9443 for what is left out: QUIC).
 *
 * <pre>
 * 0..3 STUN   20..63 DTLS   64..79 TURN channel   128..191 RTP or RTCP   anything else: drop
 * RTCP when the second byte is 192..223 (packet types), which RTP reads as marker and payload type 64..95
 * </pre>
 */
public enum FirstByte {
    STUN,
    DTLS,
    TURN_CHANNEL,
    RTP,
    RTCP,
    UNKNOWN;

    public static FirstByte of(byte[] data, int offset, int length) {
        if (length < 2) {
            return UNKNOWN;
        }
        int first = data[offset] & 0xFF;
        if (first >= 128 && first <= 191) {
            int second = data[offset + 1] & 0xFF;
            return second >= 192 && second <= 223 ? RTCP : RTP;
        }
        if (first <= 3) {
            return STUN;
        }
        if (first >= 20 && first <= 63) {
            return DTLS;
        }
        return first >= 64 && first <= 79 ? TURN_CHANNEL : UNKNOWN;
    }
}
