package org.kaskado.sctp;

/** What {@link DataChannels} wants done. Passed in with each call, never stored; implementations only enqueue. */
public interface DataChannelOutput {
    /** Send this packet as one DTLS record; the array is borrowed for the call. */
    void transmit(byte[] data, int offset, int length);

    /** The association is established ({@code RTCSctpTransportState} "connected"). */
    void connected();

    /** A channel can be used; one that the peer opened is seen here for the first time. */
    void opened(DataChannel channel);

    /** A message arrived; the receiver owns it. */
    void message(DataChannel channel, DataMessage message);

    /** What waits to be sent on the channel fell to its low threshold. */
    void bufferedAmountLow(DataChannel channel);

    /** The channel is closed, by whichever side, or could not be opened; called once for each. */
    void closed(DataChannel channel);

    /** The association ended; every channel was closed before. The last call. */
    void disconnected(CloseReason reason, String detail);
}
