package org.kaskado.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** Hash functions of certificate fingerprints (RFC 8122 §5), weakest first. */
public enum HashFunction {
    SHA_1("sha-1", 20),
    SHA_224("sha-224", 28),
    SHA_256("sha-256", 32),
    SHA_384("sha-384", 48),
    SHA_512("sha-512", 64);

    private final String token;
    private final int bytes;

    HashFunction(String token, int bytes) {
        this.token = token;
        this.bytes = bytes;
    }

    /** As written in {@code a=fingerprint}. */
    public String token() {
        return token;
    }

    /** Length of its values, bytes. */
    public int bytes() {
        return bytes;
    }

    /**
     * The function of a token, in any case.
     *
     * @throws IllegalArgumentException for any other function, md5 among them
     */
    public static HashFunction of(String token) {
        String lower = token.toLowerCase(Locale.ROOT);
        for (HashFunction each : values()) {
            if (each.token.equals(lower)) {
                return each;
            }
        }
        throw new IllegalArgumentException("fingerprint hash function '" + Fingerprint.shortened(token)
                + "' is not one of sha-1, sha-224, sha-256, sha-384, sha-512");
    }

    byte[] digest(byte[] data) {
        try {
            // the JDK's names are the tokens in upper case
            return MessageDigest.getInstance(token.toUpperCase(Locale.ROOT)).digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no " + token, e);
        }
    }
}
