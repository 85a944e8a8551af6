package org.kaskado.dtls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SRTP protection profiles that DTLS can agree on (RFC 5764 §4.1.2, RFC 7714 §14.2). The constants are named as in the
 * registry, and as the cipher suites of {@code org.kaskado.srtp}, which know the same codes.
 */
public enum SrtpProfile {
    AEAD_AES_128_GCM(0x0007, 16, 12),
    AES_128_CM_HMAC_SHA1_80(0x0001, 16, 14),
    AEAD_AES_256_GCM(0x0008, 32, 12);

    /** What we offer and take, best first: 128-bit GCM is the fastest here, 256 bits cost a quarter more. */
    public static final List<SrtpProfile> PREFERRED = List.of(values());

    private final int code;
    private final int keyBytes;
    private final int saltBytes;

    SrtpProfile(int code, int keyBytes, int saltBytes) {
        this.code = code;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
    }

    /** The 16-bit value of the {@code use_srtp} extension. */
    public int code() {
        return code;
    }

    /** Master key length of one direction, bytes. */
    public int keyBytes() {
        return keyBytes;
    }

    /** Master salt length of one direction, bytes. */
    public int saltBytes() {
        return saltBytes;
    }

    /** How many bytes to export from DTLS (RFC 5764 §4.2). */
    public int materialBytes() {
        return 2 * (keyBytes + saltBytes);
    }

    /** The profile of a code, or null when it is none of ours. */
    public static @Nullable SrtpProfile ofCode(int code) {
        for (SrtpProfile each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        return null;
    }

    /** The first of ours, best first, that the peer has too; null when there is none. */
    public static @Nullable SrtpProfile choose(List<SrtpProfile> ours, int[] theirCodes) {
        for (SrtpProfile each : ours) {
            for (int code : theirCodes) {
                if (each.code == code) {
                    return each;
                }
            }
        }
        return null;
    }
}
