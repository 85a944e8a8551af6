package org.kaskado.session;

import org.kaskado.net.PacketBuffer;
import org.kaskado.rtcp.Twcc;

/** What an {@link RtpSession} received and wants sent. Passed to each call, never stored; packets are borrowed. */
public interface RtpSessionOutput {
    /** A plain compound, to be protected and sent. */
    void transmitRtcp(byte[] compound);

    /**
     * An original packet of a track, also one that a retransmission brought; in the order of arrival.
     *
     * @param encoding simulcast encoding from 0
     * @param codec what the payload type means
     */
    void packet(long nowNs, ReceiveTrack track, int encoding, CodecConfig codec, PacketBuffer packet);

    /**
     * The publisher's clock.
     *
     * @param ntp 32.32 seconds since 1900
     * @param rtpTimestamp of the same moment, unsigned 32 bits
     */
    void senderReport(long nowNs, ReceiveTrack track, int encoding, long ntp, long rtpTimestamp);

    /** Packets of a track are lost for good. */
    void gaveUp(long nowNs, ReceiveTrack track, int encoding);

    /** The peer asks for a key frame. */
    void keyFrameRequested(long nowNs, SendTrack track);

    /** The peer misses a packet that we sent. */
    void nacked(long nowNs, SendTrack track, int sequenceNumber);

    /** REMB: the peer's estimate of what it can receive, bit/s. */
    void receiverEstimate(long nowNs, long bps);

    /** When the packets that we sent arrived. */
    void transportFeedback(long nowNs, Twcc feedback);

    /** The peer sends an encoding under another SSRC from now on: its numbers begin anew, with the packet that follows. */
    void restarted(long nowNs, ReceiveTrack track, int encoding);

    /** The peer said goodbye to an encoding. */
    void ended(long nowNs, ReceiveTrack track, int encoding);
}
