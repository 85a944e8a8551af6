package org.kaskado.ice;

import org.jspecify.annotations.Nullable;

/** Who connects (RFC 6544 §3). */
public enum TcpType {
    ACTIVE("active", 6),
    PASSIVE("passive", 4),
    SIMULTANEOUS_OPEN("so", 2);

    private final String word;
    private final int directionPreference;

    TcpType(String word, int directionPreference) {
        this.word = word;
        this.directionPreference = directionPreference;
    }

    public String word() {
        return word;
    }

    int directionPreference() {
        return directionPreference;
    }

    static @Nullable TcpType ofWord(String word) {
        for (TcpType type : values()) {
            if (type.word.equals(word)) {
                return type;
            }
        }
        return null;
    }
}
