package org.kaskado.negotiation;

import java.util.Locale;

/**
 * The sub-profile that a {@code profile-level-id} means (RFC 6184 §8.1, table 5): several pairs of profile_idc and
 * constraint flags are the same one.
 */
final class H264Profile {
    private static final int DIGITS = 6;
    private static final int SET0 = 0x80;
    private static final int SET1 = 0x40;

    private H264Profile() {}

    /** A name; for anything unknown its own first four digits, so that it equals itself only. */
    static String of(String profileLevelId) {
        String text = profileLevelId.toLowerCase(Locale.ROOT);
        boolean isHex = text.length() == DIGITS && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        if (!isHex) {
            return text;
        }
        int flags = Integer.parseInt(text.substring(2, 4), 16);
        return switch (text.substring(0, 2)) {
            case "42" -> (flags & SET1) != 0 ? "constrained-baseline" : "baseline";
            case "4d" -> (flags & SET0) != 0 ? "constrained-baseline" : "main";
            case "58" -> extended(flags);
            case "64" -> (flags & 0x0F) == 0x0C ? "constrained-high" : text.substring(0, 4);
            default -> text.substring(0, 4);
        };
    }

    private static String extended(int flags) {
        if ((flags & SET0) == 0) {
            return "extended";
        }
        return (flags & SET1) != 0 ? "constrained-baseline" : "baseline";
    }
}
