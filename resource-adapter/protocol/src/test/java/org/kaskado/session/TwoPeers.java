package org.kaskado.session;

import java.time.Duration;
import org.kaskado.frame.MediaKind;
import org.kaskado.ice.IceRole;
import org.kaskado.negotiation.Negotiated;

/** Two peers in a session: real negotiation, ICE, SRTP and RTP over two links; only DTLS hands out preset keys. */
final class TwoPeers {
    final VirtualWire wire;
    final Peer left;
    final Peer right;
    private final long seed;

    /** @param host addresses are {@code 10.0.0.host} and the next */
    private TwoPeers(VirtualWire wire, int host, long seed) {
        this.wire = wire;
        this.seed = seed + host;
        left = new Peer(wire, "left" + host, host, IceRole.CONTROLLING, new VirtualWire.Link(seed + host));
        right = new Peer(wire, "right" + host, host + 1, IceRole.CONTROLLED, new VirtualWire.Link(seed + host + 1));
        left.meet(right);
        right.meet(left);
    }

    /** Left offers these; both are connected. */
    static TwoPeers connected(VirtualWire wire, int host, long seed, Direction direction, MediaKind... kinds) {
        TwoPeers peers = new TwoPeers(wire, host, seed);
        for (MediaKind kind : kinds) {
            peers.left.negotiator.addTransceiver(kind, direction);
        }
        peers.negotiate();
        wire.run(Duration.ofSeconds(2));
        if (!peers.left.transport.isKeyed() || !peers.right.transport.isKeyed()) {
            throw new AssertionError(peers.left.events + " / " + peers.right.events);
        }
        return peers;
    }

    /** Left offers, right answers. */
    TwoPeers negotiate() {
        String offer = left.negotiator.createOffer(false).value();
        Negotiated answered = right.negotiator.processOffer(offer).value();
        Negotiated taken =
                left.negotiator.processAnswer(answered.localDescription()).value();
        right.configure(answered.config(), seed);
        left.configure(taken.config(), seed);
        return this;
    }

    TwoPeers loss(double share) {
        left.link().loss(share);
        right.link().loss(share);
        return this;
    }

    TwoPeers jitter(Duration most, boolean reorders) {
        left.link().jitter(most, reorders);
        right.link().jitter(most, reorders);
        return this;
    }
}
