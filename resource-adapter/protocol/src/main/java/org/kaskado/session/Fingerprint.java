package org.kaskado.session;

import java.util.Locale;

/**
 * Digest of a certificate (RFC 8122 §5).
 *
 * @param algorithm hash name in lower case, as {@code sha-256}
 * @param value the digest's bytes as upper-case hexadecimal pairs with colons between them
 */
public record Fingerprint(String algorithm, String value) {
    public Fingerprint {
        algorithm = algorithm.toLowerCase(Locale.ROOT);
        value = value.toUpperCase(Locale.ROOT);
    }

    /** The digest's bytes. */
    public byte[] digest() {
        String[] pairs = value.split(":", -1);
        byte[] digest = new byte[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            digest[i] = (byte) Integer.parseInt(pairs[i], 16);
        }
        return digest;
    }
}
