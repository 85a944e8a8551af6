package org.kaskado.dtls;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The hash of a certificate's DER form, as in {@code a=fingerprint:sha-256 4A:AD:B9:…} (RFC 8122 §5).
 *
 * @param function how it was made
 * @param value the hash, of the function's length
 */
public record Fingerprint(HashFunction function, byte[] value) {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();
    private static final int SHOWN_CHARACTERS = 40;

    public Fingerprint {
        if (value.length != function.bytes()) {
            throw new IllegalArgumentException("a " + function.token() + " fingerprint has " + function.bytes()
                    + " bytes, this one has " + value.length);
        }
        value = value.clone();
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    /** Of a certificate in DER form. */
    public static Fingerprint of(HashFunction function, byte[] certificate) {
        return new Fingerprint(function, function.digest(certificate));
    }

    /**
     * Reads the value of an {@code a=fingerprint} line; lower case is taken too, as some peers write it.
     *
     * @throws IllegalArgumentException when it is anything else than a known function and as many hex pairs as it makes
     */
    public static Fingerprint parse(String text) {
        String trimmed = text.strip();
        int space = trimmed.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException(
                    "fingerprint '" + shortened(trimmed) + "' is not '<hash function> <hex pairs with colons>'");
        }
        HashFunction function = HashFunction.of(trimmed.substring(0, space));
        String hex = trimmed.substring(space + 1).strip();
        if (hex.length() != function.bytes() * 3 - 1) {
            throw new IllegalArgumentException("a " + function.token() + " fingerprint has " + function.bytes()
                    + " hex pairs, not '" + shortened(hex) + "'");
        }
        try {
            return new Fingerprint(function, COLONS.parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("fingerprint '" + shortened(hex) + "' is not hex pairs with colons", e);
        }
    }

    /** Whether the certificate, in DER form, is the one meant. */
    public boolean matches(byte[] certificate) {
        return MessageDigest.isEqual(value, function.digest(certificate));
    }

    /**
     * Whether a certificate is the one that a description means (RFC 8122 §5.1): of several fingerprints those of the
     * strongest function count, and one of them must match.
     */
    public static boolean anyMatches(List<Fingerprint> fingerprints, byte[] certificate) {
        HashFunction strongest = fingerprints.stream()
                .map(Fingerprint::function)
                .max(Enum::compareTo)
                .orElse(HashFunction.SHA_256);
        return fingerprints.stream().anyMatch(each -> each.function == strongest && each.matches(certificate));
    }

    /** The hex pairs, in upper case with colons. */
    public String hex() {
        return COLONS.formatHex(value);
    }

    /** As the value of an {@code a=fingerprint} line. */
    @Override
    public String toString() {
        return function.token() + " " + hex();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that
                && that.function == function
                && MessageDigest.isEqual(that.value, value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    static String shortened(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
