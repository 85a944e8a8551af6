package org.kaskado.sctp;

/** What an {@link Association} wants done. Passed in with each call, never stored; implementations only enqueue. */
public interface SctpOutput {
    /** Send this packet as one DTLS record; the array is borrowed for the call. */
    void transmit(byte[] data, int offset, int length);

    /** Messages can be sent now. */
    void established();

    /** RFC 9260 §5.2.4.1: the peer began anew; all streams begin at zero and what was under way is lost. */
    void restarted();

    /** A whole message; the receiver owns it. */
    void message(SctpMessage message);

    /** The peer reset its side of a stream (RFC 6525); no message of before arrives any more. */
    void incomingReset(int streamId);

    /** Our side of a stream is reset, as asked for. */
    void outgoingReset(int streamId);

    /** The user data that waits on a stream fell to its low threshold. */
    void bufferedAmountLow(int streamId);

    /** The association is over; the last call. */
    void closed(CloseReason reason, String detail);
}
