package org.kaskado.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kaskado.crypto.BouncyCastleDtlsProvider;
import org.kaskado.crypto.DtlsCertificate;
import org.kaskado.dtls.DtlsProvider;
import org.kaskado.element.rtp.RtpEndpoint;
import org.kaskado.element.rtp.RtpServices;
import org.kaskado.element.webrtc.SessionDirectory;
import org.kaskado.element.webrtc.WebRtcEndpoint;
import org.kaskado.element.webrtc.WebRtcServices;
import org.kaskado.pipeline.ElementType;
import org.kaskado.runtime.LoopGroup;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.runtime.MediaThreads;
import org.kaskado.runtime.SelectorLoop;
import org.kaskado.transport.tcp.TcpTransport;
import org.kaskado.transport.udp.RtpLoop;
import org.kaskado.transport.udp.RtpPorts;
import org.kaskado.transport.udp.UdpTransport;

/** The network side of an engine: the one UDP port, the certificates, and the element classes that use them. */
public final class MediaTransports implements AutoCloseable {
    private final UdpTransport udp;
    private final TcpTransport tcp;
    private final WebRtcServices webRtc;
    private final RtpServices rtp;

    private MediaTransports(UdpTransport udp, TcpTransport tcp, WebRtcServices webRtc, RtpServices rtp) {
        this.udp = udp;
        this.tcp = tcp;
        this.webRtc = webRtc;
        this.rtp = rtp;
    }

    /**
     * Binds the port and makes the certificates, which takes some 100 ms.
     *
     * @throws IOException naming the address that cannot be bound; nothing stays open then
     */
    public static MediaTransports open(NetworkSettings settings, LoopGroup loops, MediaThreads threads)
            throws IOException {
        Map<String, DtlsProvider> certificates = new HashMap<>();
        for (DtlsCertificate.Kind kind : DtlsCertificate.Kind.values()) {
            certificates.put(
                    kind.name(), new BouncyCastleDtlsProvider(DtlsCertificate.generate(kind), threads.handshakes()));
        }
        SessionDirectory directory = new SessionDirectory();
        UdpTransport udp = UdpTransport.open(
                settings.local(), settings.port(), loops.selectors(), settings.buffersPerLoop(), directory);
        TcpTransport tcp = openTcp(settings, udp, loops, directory);
        return new MediaTransports(
                udp,
                tcp,
                WebRtcServices.of(udp, tcp, directory, certificates, settings.external()),
                rtp(settings, loops, udp));
    }

    private static RtpServices rtp(NetworkSettings settings, LoopGroup loops, UdpTransport udp) {
        Map<MediaLoop, RtpLoop> sockets = new HashMap<>();
        for (SelectorLoop loop : loops.selectors()) {
            sockets.put(loop, new RtpLoop(loop, udp.pool(loop)));
        }
        return RtpServices.of(
                new RtpPorts(settings.rtp().firstPort(), settings.rtp().lastPort()),
                sockets,
                settings.local(),
                settings.external(),
                settings.rtp().silence());
    }

    /** The same port as UDP's; when any port would do and that one is taken on TCP, any other. */
    private static TcpTransport openTcp(
            NetworkSettings settings, UdpTransport udp, LoopGroup loops, SessionDirectory directory)
            throws IOException {
        try {
            return TcpTransport.open(udp.locals(), loops.selectors(), udp::pool, directory);
        } catch (IOException e) {
            if (settings.port() != 0) {
                udp.close();
                throw e;
            }
            List<InetSocketAddress> any = settings.local().stream()
                    .map(address -> new InetSocketAddress(address, 0))
                    .toList();
            return TcpTransport.open(any, loops.selectors(), udp::pool, directory);
        }
    }

    /** Addresses that media is received on. */
    public List<InetSocketAddress> locals() {
        return udp.locals();
    }

    /** The element classes of the network. */
    public List<ElementType<?>> elements() {
        return List.of(WebRtcEndpoint.type(webRtc), RtpEndpoint.type(rtp));
    }

    /** Remote addresses that have a session. */
    long sessionPaths() {
        return udp.routeCount();
    }

    @Override
    public void close() {
        tcp.close();
        udp.close();
    }
}
