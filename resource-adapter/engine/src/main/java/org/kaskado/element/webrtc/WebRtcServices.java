package org.kaskado.element.webrtc;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.kaskado.dtls.DtlsProvider;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.transport.tcp.TcpTransport;
import org.kaskado.transport.udp.UdpTransport;

/**
 * What all WebRTC endpoints of a server share. Safe for any thread.
 *
 * @param udp the one port
 * @param tcp the same for peers that cannot use UDP
 * @param directory finds sessions for new addresses
 * @param certificates DTLS providers by the catalogue's {@code CertificateKeyType}
 * @param externals what is announced in place of the local addresses; empty: those
 * @param random cryptographically strong
 * @param scratches one array per loop in which packets are protected
 */
public record WebRtcServices(
        UdpTransport udp,
        TcpTransport tcp,
        SessionDirectory directory,
        Map<String, DtlsProvider> certificates,
        List<InetAddress> externals,
        RandomGenerator random,
        Map<MediaLoop, byte[]> scratches) {
    private static final int SCRATCH_BYTES = 2048 + 64;

    public WebRtcServices {
        certificates = Map.copyOf(certificates);
        externals = List.copyOf(externals);
    }

    /** Joins them. */
    public static WebRtcServices of(
            UdpTransport udp,
            TcpTransport tcp,
            SessionDirectory directory,
            Map<String, DtlsProvider> certificates,
            List<InetAddress> externals) {
        return new WebRtcServices(
                udp, tcp, directory, certificates, externals, new SecureRandom(), new ConcurrentHashMap<>());
    }

    byte[] scratch(MediaLoop loop) {
        return scratches.computeIfAbsent(loop, unused -> new byte[SCRATCH_BYTES]);
    }

    DtlsProvider certificate(String keyType) {
        DtlsProvider provider = certificates.get(keyType);
        if (provider == null) {
            throw new IllegalArgumentException("there is no certificate of type " + keyType);
        }
        return provider;
    }
}
