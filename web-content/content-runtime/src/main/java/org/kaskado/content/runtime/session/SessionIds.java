package org.kaskado.content.runtime.session;

import java.security.SecureRandom;

/** Makes names that nobody can guess: 26 characters of base 32, which are 130 random bits. */
final class SessionIds {
    private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final int LENGTH = 26;

    private final SecureRandom random = new SecureRandom();

    String next() {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        StringBuilder id = new StringBuilder(LENGTH);
        for (byte each : bytes) {
            id.append(ALPHABET[each & 0x1F]);
        }
        return id.toString();
    }
}
