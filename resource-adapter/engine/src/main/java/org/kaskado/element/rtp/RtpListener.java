package org.kaskado.element.rtp;

import org.kaskado.net.PacketBuffer;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.ReceiveTrack;
import org.kaskado.session.SendTrack;

/** Hears what an {@link RtpPeer} has to tell, on its loop. Packets are borrowed. */
interface RtpListener {
    /** The peer's address has become known by its packets. */
    void onReachable(RtpPeer peer);

    void onPacket(long nowNs, ReceiveTrack track, int encoding, CodecConfig codec, PacketBuffer packet);

    void onSenderReport(long nowNs, ReceiveTrack track, int encoding, long ntp, long rtpTimestamp);

    void onLost(long nowNs, ReceiveTrack track, int encoding);

    void onKeyFrameRequest(long nowNs, SendTrack track);

    void onNack(long nowNs, SendTrack track, int sequenceNumber);

    /** The peer sends an encoding under another SSRC from now on. */
    void onRestarted(long nowNs, ReceiveTrack track, int encoding);

    void onEnded(ReceiveTrack track);

    /** Does what is due above the peer. */
    void onTime(long nowNs, RtpPeer peer);

    /** When {@link #onTime} is wanted. */
    long deadlineNs(RtpPeer peer);
}
