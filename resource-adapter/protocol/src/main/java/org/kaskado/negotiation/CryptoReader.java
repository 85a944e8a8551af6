package org.kaskado.negotiation;

import java.util.Base64;
import java.util.Optional;
import org.kaskado.session.CryptoConfig;

/**
 * Reads {@code a=crypto} (RFC 4568 §9.1). A line with an unknown suite, several keys or a session parameter that changes the
 * protection is passed over, as RFC 4568 §6.3 demands of parameters one does not understand.
 */
final class CryptoReader {
    private static final int MAX_MKI_BYTES = 128;

    private CryptoReader() {}

    static Optional<CryptoConfig> read(String value) {
        String[] words = value.strip().split(" +", -1);
        boolean isGood = words.length >= 3
                && Texts.isNumber(words[0], 0, 999_999_999)
                && words[2].startsWith("inline:")
                && words[2].indexOf(';') < 0;
        if (!isGood) {
            return Optional.empty();
        }
        for (int i = 3; i < words.length; i++) {
            if (!words[i].startsWith("WSH=")) {
                return Optional.empty();
            }
        }
        Optional<SdesSuite> suite = SdesSuite.named(words[1]);
        String[] parts = words[2].substring("inline:".length()).split("\\|", -1);
        if (suite.isEmpty() || !hasKeyLength(parts[0], suite.get()) || parts.length > 3) {
            return Optional.empty();
        }
        return key(Integer.parseInt(words[0]), suite.get(), parts);
    }

    private static Optional<CryptoConfig> key(int tag, SdesSuite suite, String[] parts) {
        long lifetime = 0;
        long mki = 0;
        int mkiBytes = 0;
        for (int i = 1; i < parts.length; i++) {
            int colon = parts[i].indexOf(':');
            if (colon < 0) {
                lifetime = lifetime(parts[i]);
                if (lifetime <= 0) {
                    return Optional.empty();
                }
            } else {
                String length = parts[i].substring(colon + 1);
                Optional<Long> id = Texts.number(parts[i].substring(0, colon));
                if (id.isEmpty() || !Texts.isNumber(length, 1, MAX_MKI_BYTES)) {
                    return Optional.empty();
                }
                mki = id.get();
                mkiBytes = Integer.parseInt(length);
            }
        }
        return Optional.of(new CryptoConfig(tag, suite.sdpName(), parts[0], lifetime, mki, mkiBytes));
    }

    private static long lifetime(String text) {
        if (text.startsWith("2^")) {
            String exponent = text.substring(2);
            return Texts.isNumber(exponent, 1, 48) ? 1L << Integer.parseInt(exponent) : 0;
        }
        return Texts.number(text).orElse(0L);
    }

    private static boolean hasKeyLength(String base64, SdesSuite suite) {
        if (!base64.matches("[A-Za-z0-9+/]{1,100}={0,2}")) {
            return false;
        }
        int padding = base64.length() - base64.replace("=", "").length();
        int digits = base64.length() - padding;
        boolean isWhole = digits % 4 != 1 && (padding == 0 || base64.length() % 4 == 0);
        return isWhole && Base64.getDecoder().decode(base64).length == suite.keyAndSaltBytes();
    }
}
