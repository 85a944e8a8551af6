package org.kaskado.sctp;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Messages of one stream that wait to be sent. */
final class OutgoingStream {
    private final int id;
    private final ArrayDeque<OutgoingMessage> messages = new ArrayDeque<>();
    private int nextSsn;
    private long bufferedBytes;
    private long lowThresholdBytes;

    OutgoingStream(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }

    void add(OutgoingMessage message) {
        messages.add(message);
    }

    @Nullable
    OutgoingMessage head() {
        return messages.peek();
    }

    void removeHead() {
        messages.remove();
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    int takeSsn() {
        int ssn = nextSsn;
        nextSsn = (nextSsn + 1) & 0xFFFF;
        return ssn;
    }

    /** RFC 6525 §5.2.2: the next message is number 0. */
    void reset() {
        nextSsn = 0;
    }

    long bufferedBytes() {
        return bufferedBytes;
    }

    void buffered(int bytes) {
        bufferedBytes += bytes;
    }

    /** Fewer bytes wait; answers whether they just fell to the threshold. */
    boolean unbuffered(int bytes) {
        boolean wasAbove = bufferedBytes > lowThresholdBytes;
        bufferedBytes -= bytes;
        return wasAbove && bufferedBytes <= lowThresholdBytes;
    }

    void lowThreshold(long bytes) {
        lowThresholdBytes = bytes;
    }
}
