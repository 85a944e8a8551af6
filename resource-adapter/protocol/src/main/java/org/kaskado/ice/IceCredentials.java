package org.kaskado.ice;

import java.util.random.RandomGenerator;

/**
 * User name fragment and password of one side (RFC 8839 §5.4).
 *
 * @param ufrag 4 to 256 ice-chars
 * @param password 22 to 256 ice-chars; never logged
 */
public record IceCredentials(String ufrag, String password) {
    private static final String ICE_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    /** 48 random bits; RFC 8839 asks for 24. Enough to be unique on a port that many sessions share. */
    private static final int UFRAG_CHARS = 8;
    /** 144 random bits; RFC 8839 asks for 128. */
    private static final int PASSWORD_CHARS = 24;

    private static final int MIN_UFRAG_CHARS = 4;
    private static final int MIN_PASSWORD_CHARS = 22;
    private static final int MAX_CHARS = 256;

    public IceCredentials {
        require(isToken(ufrag, MIN_UFRAG_CHARS), "ufrag", MIN_UFRAG_CHARS);
        require(isToken(password, MIN_PASSWORD_CHARS), "password", MIN_PASSWORD_CHARS);
    }

    /** New credentials; the generator must be cryptographically strong, such as {@link java.security.SecureRandom}. */
    public static IceCredentials generate(RandomGenerator random) {
        return new IceCredentials(text(random, UFRAG_CHARS), text(random, PASSWORD_CHARS));
    }

    /** Whether a peer's values may be used; else the constructor throws {@link IllegalArgumentException}. */
    public static boolean areAcceptable(String ufrag, String password) {
        return isToken(ufrag, MIN_UFRAG_CHARS) && isToken(password, MIN_PASSWORD_CHARS);
    }

    private static String text(RandomGenerator random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ICE_CHARS.charAt(random.nextInt() >>> 26));
        }
        return text.toString();
    }

    private static boolean isToken(String text, int minChars) {
        return text.length() >= minChars
                && text.length() <= MAX_CHARS
                && text.chars().allMatch(c -> ICE_CHARS.indexOf(c) >= 0);
    }

    private static void require(boolean condition, String what, int minChars) {
        if (!condition) {
            throw new IllegalArgumentException(
                    "an ICE " + what + " has " + minChars + " to " + MAX_CHARS + " letters, digits, '+' or '/'");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "IceCredentials[" + ufrag + "]";
    }
}
