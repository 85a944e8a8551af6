package org.kaskado.sctp;

/** A DATA chunk that has a TSN. Its state is changed by {@link Outstanding} only, which keeps the sums. */
final class OutgoingChunk {
    enum State {
        /** Sent; counts as flight. */
        IN_FLIGHT,
        /** Reported in a gap block. */
        ACKED,
        /** To be sent again. */
        LOST,
        /** RFC 3758: not to be sent again. */
        ABANDONED
    }

    final long tsn;
    final OutgoingMessage message;
    final int at;
    final int length;
    State state = State.IN_FLIGHT;
    int transmissions;
    int missing;
    boolean isFastRetransmitted;
    long sentNs;

    OutgoingChunk(long tsn, OutgoingMessage message, int at, int length) {
        this.tsn = tsn;
        this.message = message;
        this.at = at;
        this.length = length;
    }

    boolean isFirst() {
        return at == 0;
    }

    boolean isLast() {
        return at + length == message.data().length;
    }
}
