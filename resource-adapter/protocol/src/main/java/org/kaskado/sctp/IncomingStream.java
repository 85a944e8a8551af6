package org.kaskado.sctp;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Ordered delivery of one stream: whole messages that wait for one before them. */
final class IncomingStream {
    /** By distance from the stream's beginning, wraps resolved. */
    private final TreeMap<Long, SctpMessage> waiting = new TreeMap<>();

    private long next;

    /** Takes a whole message; false when it was delivered or left out before. */
    boolean add(int ssn, SctpMessage message) {
        long number = next + Serial.distance16((int) next, ssn);
        return number >= next && waiting.putIfAbsent(number, message) == null;
    }

    /** The next message in order, or null when it is not here. */
    @Nullable
    SctpMessage poll() {
        Map.Entry<Long, SctpMessage> first = waiting.firstEntry();
        if (first == null || first.getKey() != next) {
            return null;
        }
        next++;
        return waiting.pollFirstEntry().getValue();
    }

    /** RFC 3758 §3.6: messages up to this number do not come any more; answers a whole one of them, one per call. */
    @Nullable
    SctpMessage skip(int ssn) {
        long last = next + Serial.distance16((int) next, ssn);
        if (last < next) {
            return null;
        }
        Map.Entry<Long, SctpMessage> first = waiting.firstEntry();
        if (first == null || first.getKey() > last) {
            next = last + 1;
            return null;
        }
        next = first.getKey() + 1;
        return waiting.pollFirstEntry().getValue();
    }

    /** Forgets what waits, for a reset; answers how many bytes that was with {@code overheadBytes} for each. */
    long waitingBytes(int overheadBytes) {
        long bytes = 0;
        for (SctpMessage message : waiting.values()) {
            bytes += message.data().length + overheadBytes;
        }
        return bytes;
    }
}
