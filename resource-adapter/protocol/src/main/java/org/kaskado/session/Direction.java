package org.kaskado.session;

import java.util.Locale;
import java.util.Optional;

/** Which way media goes, seen from whoever states it (RFC 8866 §6.7). */
public enum Direction {
    SENDRECV(true, true),
    SENDONLY(true, false),
    RECVONLY(false, true),
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    public static Direction of(boolean sends, boolean receives) {
        if (sends) {
            return receives ? SENDRECV : SENDONLY;
        }
        return receives ? RECVONLY : INACTIVE;
    }

    /** The direction of this attribute name; empty for any other text. */
    public static Optional<Direction> named(String sdpName) {
        for (Direction direction : values()) {
            if (direction.sdpName().equals(sdpName)) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }

    public boolean sends() {
        return sends;
    }

    public boolean receives() {
        return receives;
    }

    /** The same flow, seen from the other side. */
    public Direction reversed() {
        return of(receives, sends);
    }

    /** What both allow. */
    public Direction and(Direction other) {
        return of(sends && other.sends, receives && other.receives);
    }

    /** The attribute's name, as {@code sendrecv}. */
    public String sdpName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
