package org.kaskado.session;

import org.kaskado.dtls.DtlsAgreement;
import org.kaskado.dtls.DtlsClose;
import org.kaskado.ice.Candidate;
import org.kaskado.ice.IceState;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;

/**
 * What a {@link MediaTransport} wants done, and what it received. Passed to each call, never stored; packets and arrays are
 * borrowed for the call.
 */
public interface TransportOutput {
    /** Send a datagram. */
    void transmit(FiveTuple path, byte[] data, int offset, int length);

    /** A plain, authentic RTP packet, its header checked; the callee may change it. */
    void rtp(long nowNs, PacketBuffer packet);

    /** A plain, authentic RTCP packet. */
    void rtcp(long nowNs, PacketBuffer packet);

    /** A record of application data: an SCTP packet. */
    void data(long nowNs, byte[] data, int offset, int length);

    /** Datagrams of this path are for this session. */
    void validated(FiveTuple path);

    /** They are no longer. */
    void invalidated(FiveTuple path);

    /** Media goes this way from now on. */
    void selected(FiveTuple path);

    void iceStateChanged(IceState state);

    /** A remote candidate has a name; give it back resolved, or forget it. */
    void needsResolution(String name, Candidate candidate);

    /** Checks to this user name fragment need not be routed here any longer. */
    void credentialsRetired(String localUfrag);

    /** The handshake is done: packets can be sent. */
    void connected(DtlsAgreement agreement);

    /** DTLS ended; only ICE goes on. */
    void dtlsClosed(DtlsClose reason, String text);
}
