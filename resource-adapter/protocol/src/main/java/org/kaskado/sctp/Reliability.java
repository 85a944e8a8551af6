package org.kaskado.sctp;

/**
 * How much is done for a message (RFC 3758, RFC 8831 §6.1).
 *
 * @param isOrdered whether the messages of the stream arrive in the order they were sent
 * @param maxRetransmits retransmissions before the message is given up, 0 to 65535 (more is unlimited), or {@link #UNLIMITED}
 * @param maxLifetimeMs milliseconds from sending before the message is given up, or {@link #UNLIMITED}; not together with
 *     {@code maxRetransmits}
 */
public record Reliability(boolean isOrdered, int maxRetransmits, int maxLifetimeMs) {
    public static final int UNLIMITED = -1;

    /** Every message arrives, in order. */
    public static final Reliability RELIABLE = new Reliability(true, UNLIMITED, UNLIMITED);

    /** Every message arrives, in any order. */
    public static final Reliability UNORDERED = new Reliability(false, UNLIMITED, UNLIMITED);

    public Reliability {
        if (maxRetransmits < UNLIMITED || maxLifetimeMs < UNLIMITED) {
            throw new IllegalArgumentException("maxRetransmits " + maxRetransmits + " and maxLifetimeMs "
                    + maxLifetimeMs + "; allowed: 0 and more, or -1 for unlimited");
        }
        if (maxRetransmits != UNLIMITED && maxLifetimeMs != UNLIMITED) {
            throw new IllegalArgumentException("maxRetransmits and maxLifetimeMs are both given; allowed: one of them");
        }
    }

    boolean isPartial() {
        return maxRetransmits != UNLIMITED || maxLifetimeMs != UNLIMITED;
    }

    Reliability ordered() {
        return isOrdered ? this : new Reliability(true, maxRetransmits, maxLifetimeMs);
    }
}
