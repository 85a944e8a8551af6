package org.kaskado.transport.udp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.DropCounters;
import org.kaskado.net.PacketBuffer;

/**
 * An even port for RTP and the next one for RTCP (RFC 3550 §11), or one port for both (RFC 5761). Belongs to the loop that it
 * was opened on.
 */
public final class RtpSocketPair implements AutoCloseable {
    private final InetAddress address;
    private final int port;
    private final DropCounters drops = new DropCounters();
    private @Nullable RtpSocket rtp;
    private @Nullable RtpSocket rtcp;

    /** Gets the datagrams, on the loop; packets are borrowed. */
    public interface Receiver {
        void onDatagram(long nowNs, boolean isRtcpPort, InetSocketAddress from, PacketBuffer packet);
    }

    private RtpSocketPair(InetAddress address, int port) {
        this.address = address;
        this.port = port;
    }

    /**
     * Binds the ports; on the loop.
     *
     * @throws IOException when one of them is in use; nothing stays open then
     */
    static RtpSocketPair open(RtpLoop loop, InetAddress address, int port, boolean isMuxed, Receiver receiver)
            throws IOException {
        RtpSocketPair pair = new RtpSocketPair(address, port);
        try {
            pair.rtp = RtpSocket.open(
                    loop,
                    new InetSocketAddress(address, port),
                    pair.drops,
                    (nowNs, from, packet) -> receiver.onDatagram(nowNs, false, from, packet));
            if (!isMuxed) {
                pair.rtcp = RtpSocket.open(
                        loop,
                        new InetSocketAddress(address, port + 1),
                        pair.drops,
                        (nowNs, from, packet) -> receiver.onDatagram(nowNs, true, from, packet));
            }
            pair.start();
            return pair;
        } catch (IOException | RuntimeException e) {
            pair.close();
            throw e;
        }
    }

    private void start() throws IOException {
        if (rtp != null) {
            rtp.start();
        }
        if (rtcp != null) {
            rtcp.start();
        }
    }

    /** The local address, as bound. */
    public InetAddress address() {
        return address;
    }

    /** Port of RTP; even. */
    public int rtpPort() {
        return port;
    }

    /** Port of RTCP. */
    public int rtcpPort() {
        return rtcp == null ? port : port + 1;
    }

    /** What the sockets dropped. */
    public DropCounters drops() {
        return drops;
    }

    /** Sends a datagram from one of the ports. */
    public void send(boolean isRtcp, InetSocketAddress to, byte[] data, int offset, int length) {
        RtpSocket socket = isRtcp && rtcp != null ? rtcp : rtp;
        if (socket != null) {
            socket.send(to, data, offset, length);
        }
    }

    /** Frees the ports; twice is silence. */
    @Override
    public void close() {
        close(rtp);
        close(rtcp);
        rtp = null;
        rtcp = null;
    }

    private void close(@Nullable RtpSocket socket) {
        if (socket == null) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            System.getLogger(RtpSocketPair.class.getName())
                    .log(System.Logger.Level.WARNING, "closing RTP port " + port + " failed", e);
        }
    }
}
