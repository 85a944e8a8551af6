package org.kaskado.srtp;

import org.jspecify.annotations.Nullable;

/**
 * SRTP crypto suites: cipher, authentication and their lengths. Codes are those of DTLS ({@code use_srtp}, RFC 5764
 * §4.1.2, RFC 7714 §14.2), names in {@link #sdesName} those of SDES (RFC 4568 §6.2, RFC 7714 §14.1).
 */
public enum SrtpSuite {
    AEAD_AES_128_GCM(0x0007, 16, 12, 16, "AEAD_AES_128_GCM"),
    AES_128_CM_HMAC_SHA1_80(0x0001, 16, 14, 10, "AES_CM_128_HMAC_SHA1_80"),
    AEAD_AES_256_GCM(0x0008, 32, 12, 16, "AEAD_AES_256_GCM"),
    /** Short tags on RTP only; never offered by us, taken in SDES. */
    AES_128_CM_HMAC_SHA1_32(0x0002, 16, 14, 4, "AES_CM_128_HMAC_SHA1_32");

    /** RFC 3711 §5.2: SRTCP tags have 80 bits, whatever those of SRTP have. */
    private static final int RTCP_HMAC_TAG_BYTES = 10;

    private final int code;
    private final int keyBytes;
    private final int saltBytes;
    private final int tagBytes;
    private final String sdesName;

    SrtpSuite(int code, int keyBytes, int saltBytes, int tagBytes, String sdesName) {
        this.code = code;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
        this.sdesName = sdesName;
    }

    /** The DTLS protection profile. */
    public int code() {
        return code;
    }

    /** Master key length, bytes. */
    public int keyBytes() {
        return keyBytes;
    }

    /** Master salt length, bytes. */
    public int saltBytes() {
        return saltBytes;
    }

    /** What protection adds to an RTP packet, bytes. */
    public int rtpOverheadBytes() {
        return tagBytes;
    }

    /** What protection adds to an RTCP packet, bytes: tag and index. */
    public int rtcpOverheadBytes() {
        return rtcpTagBytes() + SrtpPacket.RTCP_TRAILER_BYTES;
    }

    /** As in {@code a=crypto}. */
    public String sdesName() {
        return sdesName;
    }

    /** As {@code getStats} names it. */
    public String statsName() {
        return isGcm() ? name() : "SRTP_" + sdesName;
    }

    boolean isGcm() {
        return this == AEAD_AES_128_GCM || this == AEAD_AES_256_GCM;
    }

    int rtpTagBytes() {
        return tagBytes;
    }

    int rtcpTagBytes() {
        return isGcm() ? tagBytes : RTCP_HMAC_TAG_BYTES;
    }

    /**
     * The suite of a DTLS protection profile.
     *
     * @throws IllegalArgumentException when it is none of ours
     */
    public static SrtpSuite ofCode(int code) {
        for (SrtpSuite each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        throw new IllegalArgumentException("SRTP profile 0x%04x is not known".formatted(code));
    }

    /** The suite of an SDES name, or null when it is none of ours. */
    public static @Nullable SrtpSuite ofSdesName(String name) {
        for (SrtpSuite each : values()) {
            if (each.sdesName.equals(name)) {
                return each;
            }
        }
        return null;
    }
}
