package org.kaskado.session;

import java.net.InetSocketAddress;
import org.kaskado.net.PacketBuffer;

/**
 * What a {@link PlainTransport} wants done, and what it received. Passed to each call, never stored; packets and arrays are
 * borrowed for the call.
 */
public interface PlainOutput {
    /**
     * Send a datagram.
     *
     * @param isRtcp whether it leaves from the port for RTCP; never with RTCP on RTP's port
     */
    void transmit(boolean isRtcp, InetSocketAddress to, byte[] data, int offset, int length);

    /** A plain RTP packet whose header is well-formed; the callee may change it. */
    void rtp(long nowNs, PacketBuffer packet);

    /** A plain RTCP packet. */
    void rtcp(long nowNs, PacketBuffer packet);

    /** The peer's packets come from here; no other address is listened to from now on. */
    void latched(InetSocketAddress remote);
}
