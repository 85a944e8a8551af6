package org.kaskado.negotiation;

import java.util.Optional;

/** Small words of descriptions: numbers within bounds, and text fit for a message. */
final class Texts {
    private static final int MAX_SHOWN = 60;
    private static final int MAX_DIGITS = 18;

    private Texts() {}

    static boolean isNumber(String text, long min, long max) {
        return number(text).filter(value -> value >= min && value <= max).isPresent();
    }

    /** Up to 18 digits. */
    static Optional<Long> number(String text) {
        int length = text.length();
        boolean isNumber = length > 0 && length <= MAX_DIGITS;
        for (int i = 0; i < length && isNumber; i++) {
            isNumber = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return isNumber ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** A peer's text, shortened and printable. */
    static String shown(String text) {
        String clean = text.codePoints()
                .limit(MAX_SHOWN)
                .map(c -> c < ' ' || c == 0x7F ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.length() > MAX_SHOWN ? clean + "…" : clean;
    }
}
