package org.kaskado.element.webrtc;

import org.kaskado.dtls.DtlsAgreement;
import org.kaskado.dtls.DtlsClose;
import org.kaskado.ice.IceState;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.rtcp.Twcc;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.ReceiveTrack;
import org.kaskado.session.SendTrack;

/** Hears what a {@link PeerSession} has to tell, on its loop. Packets are borrowed. */
interface PeerListener {
    void onIceState(IceState state);

    void onSelected(FiveTuple path);

    void onConnected(DtlsAgreement agreement);

    void onDtlsClosed(DtlsClose reason, String text);

    void onPacket(long nowNs, ReceiveTrack track, int encoding, CodecConfig codec, PacketBuffer packet);

    void onSenderReport(long nowNs, ReceiveTrack track, int encoding, long ntp, long rtpTimestamp);

    void onLost(long nowNs, ReceiveTrack track, int encoding);

    void onKeyFrameRequest(long nowNs, SendTrack track);

    void onNack(long nowNs, SendTrack track, int sequenceNumber);

    /** The peer sends an encoding under another SSRC from now on. */
    void onRestarted(long nowNs, ReceiveTrack track, int encoding);

    /** When packets that we sent came to the peer. */
    void onTransportFeedback(long nowNs, Twcc feedback);

    /** The peer's own estimate of what it can receive, bit/s. */
    void onReceiverEstimate(long nowNs, long bps);

    void onEnded(ReceiveTrack track);

    /** An SCTP packet. */
    void onData(long nowNs, byte[] data, int offset, int length);

    /** Does what is due above the session. */
    void onTime(long nowNs);

    /** When {@link #onTime} is wanted. */
    long deadlineNs();
}
