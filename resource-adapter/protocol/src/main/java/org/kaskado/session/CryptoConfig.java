package org.kaskado.session;

import java.util.Base64;

/**
 * One SDES line (RFC 4568 §4): how its sender protects what it sends.
 *
 * @param tag 0 to 999999999; the answer repeats the tag it chose
 * @param suite name as in the registry, as {@code AES_CM_128_HMAC_SHA1_80}
 * @param inlineKey master key and salt, joined, as Base64 text
 * @param lifetimePackets how many packets the key may protect; 0 when not said (then the suite's own limit)
 * @param mki master key identifier; 0 with {@code mkiBytes} 0 when there is none
 * @param mkiBytes length of the identifier in each packet, 0 to 128
 */
public record CryptoConfig(int tag, String suite, String inlineKey, long lifetimePackets, long mki, int mkiBytes) {

    public static CryptoConfig of(int tag, String suite, String inlineKey) {
        return new CryptoConfig(tag, suite, inlineKey, 0, 0, 0);
    }

    /** Master key with the salt behind it. */
    public byte[] keyAndSalt() {
        return Base64.getDecoder().decode(inlineKey);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "CryptoConfig[tag=" + tag + ", suite=" + suite + "]";
    }
}
