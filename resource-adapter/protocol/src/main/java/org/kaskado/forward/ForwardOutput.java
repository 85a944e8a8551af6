package org.kaskado.forward;

/**
 * What forwarding wants done. Bytes are borrowed for the call, and are read only: protect them into another array. No method
 * may call back into the source or the receiver.
 */
public interface ForwardOutput {
    /** The packet carries no transport-wide sequence number. */
    int NO_TRANSPORT_SEQUENCE = -1;

    /**
     * A new packet of the receiver's media SSRC.
     *
     * @param transportSequence 16 bits, for the sender's history, or {@link #NO_TRANSPORT_SEQUENCE}
     */
    void send(ForwardReceiver receiver, byte[] data, int offset, int length, int transportSequence);

    /**
     * The answer to a NACK, or a probe: with RTX a packet of the RTX SSRC, else a packet that was sent before, byte by byte
     * ({@code transportSequence} is then absent: its number was used before).
     */
    void resend(ForwardReceiver receiver, byte[] data, int offset, int length, int transportSequence);

    /** The publisher shall make a key frame; already merged and limited in rate. */
    void requestKeyFrame(ForwardSource source, int encoding);

    /** Whether any receiver uses the encoding, so that the publisher may be told to pause or resume it; only changes. */
    void wanted(ForwardSource source, int encoding, boolean isWanted);
}
