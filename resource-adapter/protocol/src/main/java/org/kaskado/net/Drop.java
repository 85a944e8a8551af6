package org.kaskado.net;

/**
 * Why a packet went no further; counted per session, logged at most once a minute by a shell. {@link #NONE} means: go on.
 * A reason is added here when a core finds one that none of these says.
 */
public enum Drop {
    NONE,
    /** Shorter than its own header says, or a field outside its range. */
    MALFORMED,
    /** RFC 3550 §5.1: V is not 2. */
    BAD_VERSION,
    /** First byte of no protocol we speak on this port. */
    UNKNOWN_PROTOCOL,
    /** From an address that no session knows. */
    UNKNOWN_PEER,
    /** Came over a pair that ICE has not validated. */
    NOT_VALIDATED,
    /** No keys yet. */
    NOT_KEYED,
    /** Authentication tag or message integrity is wrong. */
    BAD_AUTHENTICATION,
    /** RFC 3711 §3.3.2: was received before. */
    REPLAYED,
    /** RFC 3711 §3.3.2: older than the replay window. */
    TOO_OLD,
    /** RFC 3711 §9.2: the key may protect no more packets. */
    KEY_EXHAUSTED,
    UNKNOWN_SSRC,
    UNKNOWN_PAYLOAD_TYPE,
    TOO_MANY_SSRC,
    /** A retransmission without its original (RFC 4588), or with nothing in it. */
    BAD_RETRANSMISSION,
    DUPLICATE,
    /** Too late to be played or forwarded in order. */
    LATE,
    /** Does not fit into a packet buffer. */
    TOO_LONG,
    /** No buffer was left in the loop's pool. */
    POOL_EMPTY,
    /** A queue or budget that a peer can fill was full. */
    OVER_BUDGET,
    /** The session is closed, or its media is paused. */
    NOT_WANTED
}
