package org.kaskado.sctp;

/** What became of a message that was given to be sent. */
public enum SendResult {
    /** Taken; it will be sent as far as its reliability demands. */
    ACCEPTED,
    /** Larger than the peer takes, or than {@link SctpConfig#maxBufferedBytes}; it never can be sent. */
    TOO_LARGE,
    /** Too much waits already; try again after {@code bufferedAmountLow}. */
    BUFFER_FULL,
    /** The channel or association is not open, or is closing. */
    NOT_OPEN
}
