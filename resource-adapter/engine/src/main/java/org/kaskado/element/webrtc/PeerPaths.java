package org.kaskado.element.webrtc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kaskado.ice.LocalCandidate;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.TransportProtocol;
import org.kaskado.transport.udp.DatagramReceiver;

/** How datagrams find one session, and how it sends: names in the directory, routes of the ports, connections. */
final class PeerPaths {
    private final WebRtcServices services;
    private final DatagramReceiver session;
    private final Set<FiveTuple> bound = new HashSet<>();
    private final Set<String> ufrags = new HashSet<>();

    PeerPaths(WebRtcServices services, DatagramReceiver session) {
        this.services = services;
        this.session = session;
    }

    /** Checks to this user name fragment are for the session. */
    void announce(String ufrag) {
        ufrags.add(ufrag);
        services.directory().add(ufrag, session);
    }

    /** They are no longer. */
    void retire(String ufrag) {
        ufrags.remove(ufrag);
        services.directory().remove(ufrag, session);
    }

    /**
     * Host candidates of all local addresses, the best first.
     *
     * @param externals announced in place of the local addresses of their family; may be empty
     * @param hasTcp whether TCP is offered too
     */
    List<LocalCandidate> hostCandidates(List<InetAddress> externals, boolean hasTcp) {
        List<InetAddress> announced = externals.isEmpty() ? services.externals() : externals;
        List<LocalCandidate> candidates =
                new ArrayList<>(candidates(TransportProtocol.UDP, services.udp().locals(), announced));
        if (hasTcp) {
            candidates.addAll(candidates(TransportProtocol.TCP, services.tcp().locals(), announced));
        }
        return candidates;
    }

    private static List<LocalCandidate> candidates(
            TransportProtocol protocol, List<InetSocketAddress> bases, List<InetAddress> externals) {
        List<LocalCandidate> candidates = new ArrayList<>();
        int preference = LocalCandidate.MAX_PREFERENCE;
        for (InetSocketAddress base : bases) {
            for (InetAddress announced : announcedFor(base.getAddress(), externals)) {
                candidates.add(LocalCandidate.host(
                        protocol, new InetSocketAddress(announced, base.getPort()), base, preference--));
            }
        }
        return candidates;
    }

    private static List<InetAddress> announcedFor(InetAddress local, List<InetAddress> externals) {
        List<InetAddress> sameFamily = externals.stream()
                .filter(external -> external.getAddress().length == local.getAddress().length)
                .toList();
        return sameFamily.isEmpty() ? List.of(local) : sameFamily;
    }

    /** Sends media, on the path that is selected. */
    void send(FiveTuple path, byte[] data, int offset, int length) {
        if (path.protocol() == TransportProtocol.TCP) {
            services.tcp().send(path, data, offset, length);
        } else {
            services.udp().send(session.loop(), path, data, offset, length);
        }
    }

    /** Sends a check: its answer names nobody, so that only the sender's address can tell whose it is. */
    void probe(FiveTuple path, byte[] data, int offset, int length) {
        if (path.protocol() == TransportProtocol.UDP && bound.add(path)) {
            services.udp().bindIfFree(path, session);
        }
        send(path, data, offset, length);
    }

    /** The path is the peer's. */
    void take(FiveTuple path) {
        bound.add(path);
        if (path.protocol() == TransportProtocol.UDP) {
            services.udp().bind(path, session);
        }
    }

    /** It is no longer. */
    void leave(FiveTuple path) {
        bound.remove(path);
        forget(path);
    }

    void close() {
        ufrags.forEach(ufrag -> services.directory().remove(ufrag, session));
        bound.forEach(this::forget);
        bound.clear();
    }

    private void forget(FiveTuple path) {
        if (path.protocol() == TransportProtocol.TCP) {
            services.tcp().disconnect(path);
        } else {
            services.udp().unbind(path, session);
        }
    }
}
