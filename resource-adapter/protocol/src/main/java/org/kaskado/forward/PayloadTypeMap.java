package org.kaskado.forward;

import java.util.Arrays;
import java.util.Map;

/** Which payload type of the publisher becomes which one for a viewer; others are not forwarded. Does not change. */
public final class PayloadTypeMap {
    /** Answer of {@link #get} for a type that is not forwarded. */
    public static final int ABSENT = -1;

    private final byte[] outgoing = new byte[128];

    private PayloadTypeMap(Map<Integer, Integer> types) {
        Arrays.fill(outgoing, (byte) ABSENT);
        types.forEach((from, to) -> outgoing[require(from)] = (byte) require(to));
    }

    public static PayloadTypeMap of(Map<Integer, Integer> types) {
        return new PayloadTypeMap(types);
    }

    public static PayloadTypeMap of(int incoming, int outgoing) {
        return new PayloadTypeMap(Map.of(incoming, outgoing));
    }

    /** The outgoing type, or {@link #ABSENT}. */
    public int get(int incoming) {
        return outgoing[incoming & 0x7F];
    }

    private static int require(int type) {
        if (type < 0 || type > 127) {
            throw new IllegalArgumentException("a payload type is 0 to 127, not " + type);
        }
        return type;
    }
}
