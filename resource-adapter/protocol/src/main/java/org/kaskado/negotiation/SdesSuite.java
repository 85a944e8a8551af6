package org.kaskado.negotiation;

import java.util.Optional;

/** Protection that SDES can agree on (RFC 4568 §6.2, RFC 6188, RFC 7714 §14.2). */
public enum SdesSuite {
    AES_CM_128_HMAC_SHA1_80("AES_CM_128_HMAC_SHA1_80", 30),
    AES_CM_128_HMAC_SHA1_32("AES_CM_128_HMAC_SHA1_32", 30),
    AES_256_CM_HMAC_SHA1_80("AES_256_CM_HMAC_SHA1_80", 46),
    AES_256_CM_HMAC_SHA1_32("AES_256_CM_HMAC_SHA1_32", 46),
    AEAD_AES_128_GCM("AEAD_AES_128_GCM", 28),
    AEAD_AES_256_GCM("AEAD_AES_256_GCM", 44);

    private final String sdpName;
    private final int keyAndSaltBytes;

    SdesSuite(String sdpName, int keyAndSaltBytes) {
        this.sdpName = sdpName;
        this.keyAndSaltBytes = keyAndSaltBytes;
    }

    public static Optional<SdesSuite> named(String sdpName) {
        for (SdesSuite suite : values()) {
            if (suite.sdpName.equals(sdpName)) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }

    public String sdpName() {
        return sdpName;
    }

    /** Length of master key and salt together, before Base64. */
    public int keyAndSaltBytes() {
        return keyAndSaltBytes;
    }
}
