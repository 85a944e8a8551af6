package org.kaskado.content;

import java.util.Locale;

/** Direction of one medium, as the <em>client</em> sees it: {@code SENDONLY} means that the browser sends. */
public enum Constraints {
    SENDONLY,
    RECVONLY,
    SENDRECV,
    INACTIVE;

    /**
     * Reads the word of the wire, in any case.
     *
     * @throws IllegalArgumentException for any other word; the message lists the allowed ones
     */
    public static Constraints fromWire(String word) {
        for (Constraints each : values()) {
            if (each.wire().equals(word.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "'" + word + "' is not a direction; allowed are sendonly, recvonly, sendrecv and inactive");
    }

    /** The word on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
