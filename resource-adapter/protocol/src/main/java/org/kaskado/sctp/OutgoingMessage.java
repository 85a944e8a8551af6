package org.kaskado.sctp;

/** A user message on its way out; knows how far it is cut into chunks. */
final class OutgoingMessage {
    static final long NO_TSN = -1;

    private final OutgoingStream stream;
    private final SctpMessage message;
    private final Reliability reliability;
    private final long expiresNs;
    private int ssn;
    private int cut;
    private long firstTsn = NO_TSN;
    private long lastTsn = NO_TSN;
    private boolean abandoned;

    OutgoingMessage(OutgoingStream stream, SctpMessage message, Reliability reliability, long nowNs) {
        this.stream = stream;
        this.message = message;
        this.reliability = reliability;
        this.expiresNs = reliability.maxLifetimeMs() == Reliability.UNLIMITED
                ? Long.MAX_VALUE
                : nowNs + reliability.maxLifetimeMs() * 1_000_000L;
    }

    OutgoingStream stream() {
        return stream;
    }

    byte[] data() {
        return message.data();
    }

    long payloadProtocol() {
        return message.payloadProtocol();
    }

    boolean isUnordered() {
        return !reliability.isOrdered();
    }

    /** Stream sequence number; set with the first cut. */
    int ssn() {
        return ssn;
    }

    int uncutBytes() {
        return message.data().length - cut;
    }

    boolean isBegun() {
        return firstTsn != NO_TSN;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    long firstTsn() {
        return firstTsn;
    }

    long lastTsn() {
        return lastTsn;
    }

    /** Takes the next bytes as one chunk; answers where they begin. */
    int cut(long tsn, int bytes) {
        if (!isBegun()) {
            firstTsn = tsn;
            ssn = isUnordered() ? 0 : stream.takeSsn();
        }
        lastTsn = tsn;
        int at = cut;
        cut += bytes;
        return at;
    }

    /** RFC 3758 §3.5: the rest is not sent. */
    void abandon() {
        abandoned = true;
    }

    /** RFC 8831 §6.1: whether its time is over, or it was sent once too often. */
    boolean isGivenUp(long nowNs, int transmissions) {
        return nowNs >= expiresNs
                || (reliability.maxRetransmits() != Reliability.UNLIMITED
                        && transmissions > reliability.maxRetransmits());
    }
}
