package org.kaskado.element.rtp;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.feedback.NtpClock;
import org.kaskado.frame.MediaKind;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.session.MediaConfig;
import org.kaskado.session.PlainConfig;
import org.kaskado.session.RtpAddress;
import org.kaskado.session.SessionConfig;
import org.kaskado.session.TransportConfig;
import org.kaskado.transport.udp.RtpSocketPair;

/** The m-sections of one endpoint, by MID, each with its ports. */
final class RtpPeers {
    private final RtpServices services;
    private final MediaLoop loop;
    private final RtpListener listener;
    private final NtpClock clock;
    private final boolean isIpv6;
    private final Map<String, RtpPeer> peers = new LinkedHashMap<>();
    private final Set<String> agreed = new HashSet<>();

    RtpPeers(RtpServices services, MediaLoop loop, RtpListener listener, NtpClock clock, boolean isIpv6) {
        this.services = services;
        this.loop = loop;
        this.listener = listener;
        this.clock = clock;
        this.isIpv6 = isIpv6;
    }

    NtpClock clock() {
        return clock;
    }

    Collection<RtpPeer> all() {
        return peers.values();
    }

    /** The section that the pads of a medium stand for, of those that a test lets through. */
    @Nullable
    RtpPeer first(MediaKind kind, Predicate<RtpPeer> test) {
        for (RtpPeer peer : peers.values()) {
            var track = peer.receiveTrack();
            if (track != null && track.kind() == kind && test.test(peer)) {
                return peer;
            }
        }
        return null;
    }

    /** Opens the ports of a section, or tells those it has. */
    RtpAddress address(String mid, boolean isMuxed) {
        RtpPeer known = peers.get(mid);
        if (known == null || (known.sockets().rtcpPort() == known.sockets().rtpPort()) != isMuxed) {
            if (known != null) {
                known.close();
            }
            InetAddress local = local();
            known = new RtpPeer(
                    loop, listener, clock, local, services.scratch(loop), receiver -> open(local, isMuxed, receiver));
            peers.put(mid, known);
        }
        RtpSocketPair sockets = known.sockets();
        return new RtpAddress(announced(sockets.address()), sockets.rtpPort(), sockets.rtcpPort());
    }

    private RtpSocketPair open(InetAddress local, boolean isMuxed, RtpSocketPair.Receiver receiver) {
        try {
            return services.ports().open(services.loop(loop), local, isMuxed, receiver);
        } catch (IOException e) {
            closeOthers();
            throw new MediaException(
                    MediaErrorCode.NOT_ENOUGH_RESOURCES,
                    "no ports for RTP: " + e.getMessage()
                            + "; release endpoints, or set kaskado.rtp.ports to a wider range",
                    e);
        }
    }

    private InetAddress local() {
        for (InetAddress address : services.local()) {
            if (isOurFamily(address)) {
                return address;
            }
        }
        throw new MediaException(
                MediaErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR,
                "useIpv6 is " + isIpv6 + ", but kaskado.media.addresses has no " + (isIpv6 ? "IPv6" : "IPv4")
                        + " address: " + services.local());
    }

    private InetAddress announced(InetAddress local) {
        return services.external().stream()
                .filter(this::isOurFamily)
                .findFirst()
                .orElse(local);
    }

    private boolean isOurFamily(InetAddress address) {
        return (address.getAddress().length == 16) == isIpv6;
    }

    /** Runs the sections from an agreement and closes those that are not in it; wrongs are told one by one. */
    void configure(SessionConfig config, Consumer<String> wrongs) {
        agreed.clear();
        for (TransportConfig transport : config.transports()) {
            String mid = transport.mids().get(0);
            RtpPeer peer = peers.get(mid);
            MediaConfig section = config.media(mid);
            PlainConfig plain = transport.plain();
            if (peer != null && section != null && plain != null) {
                agreed.add(mid);
                String wrong = peer.configure(transport, plain, section);
                if (!wrong.isEmpty()) {
                    wrongs.accept("m-section \"" + mid + "\": " + wrong);
                }
            }
        }
        closeOthers();
    }

    private void closeOthers() {
        for (String mid : List.copyOf(peers.keySet())) {
            if (!agreed.contains(mid)) {
                RtpPeer gone = peers.remove(mid);
                if (gone != null) {
                    gone.close();
                }
            }
        }
    }

    void close() {
        peers.values().forEach(RtpPeer::close);
    }
}
