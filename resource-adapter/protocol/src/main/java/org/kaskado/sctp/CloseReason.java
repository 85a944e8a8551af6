package org.kaskado.sctp;

/** Why an association ended. */
public enum CloseReason {
    /** The SHUTDOWN sequence, begun by either side, went through. */
    SHUT_DOWN,
    /** The peer sent ABORT. */
    ABORTED_BY_PEER,
    /** Our side called abort. */
    ABORTED,
    /** Nobody answered INIT or COOKIE ECHO, or the answer cannot be used. */
    HANDSHAKE_FAILED,
    /** RFC 9260 §8.1: too many retransmissions in a row stayed unanswered. */
    PEER_UNREACHABLE,
    /** The peer broke a rule that leaves no way on, such as a message over the announced size. */
    PROTOCOL_VIOLATION
}
