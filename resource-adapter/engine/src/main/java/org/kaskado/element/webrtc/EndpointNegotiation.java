package org.kaskado.element.webrtc;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.ice.IceRole;
import org.kaskado.negotiation.Capabilities;
import org.kaskado.negotiation.DataCapability;
import org.kaskado.negotiation.LocalFacts;
import org.kaskado.negotiation.NegotiationConfig;
import org.kaskado.negotiation.Negotiator;
import org.kaskado.negotiation.SdesSuite;
import org.kaskado.negotiation.SignallingState;
import org.kaskado.negotiation.TransportMode;
import org.kaskado.session.Direction;
import org.kaskado.session.Fingerprint;
import org.kaskado.session.IceParameters;
import org.kaskado.session.RtpAddress;
import org.kaskado.session.SessionConfig;
import org.kaskado.track.SdpExchange;

/** The descriptions of one endpoint. A refused description changes nothing. */
final class EndpointNegotiation implements LocalFacts {
    private static final int SCTP_PORT = 5000;
    private static final long MAX_MESSAGE_BYTES = 256 << 10;

    private final Peers peers;
    private final RandomGenerator random;
    private final SdpExchange exchange;
    private final Supplier<IceRole> role;

    /** Makes the session when the first description needs its credentials, and runs it from agreements. */
    interface Peers {
        PeerSession session(IceRole role);

        void agreed(SessionConfig config);
    }

    /** What an endpoint was made for. */
    record Wishes(Direction direction, boolean hasData, long maxAudioBps, long maxVideoBps) {}

    EndpointNegotiation(Peers peers, Wishes wishes, Fingerprint fingerprint, RandomGenerator random) {
        this.peers = peers;
        this.random = random;
        String name = Long.toUnsignedString(random.nextLong() >>> 1, 36);
        NegotiationConfig config = new NegotiationConfig(
                new NegotiationConfig.Identity(random.nextLong() >>> 2, "Kaskado", "kaskado-" + name, "stream-" + name),
                TransportMode.webRtc(fingerprint, 1),
                Capabilities.webRtcAudio().withWanted(wishes.direction()).withMaxReceiveBps(wishes.maxAudioBps()),
                Capabilities.webRtcVideo().withWanted(wishes.direction()).withMaxReceiveBps(wishes.maxVideoBps()),
                wishes.hasData() ? new DataCapability(SCTP_PORT, MAX_MESSAGE_BYTES) : null,
                false);
        Negotiator negotiator = new Negotiator(config, this);
        this.exchange = new SdpExchange(negotiator, wishes.direction(), peers::agreed);
        this.role = () ->
                negotiator.state() == SignallingState.HAVE_REMOTE_OFFER ? IceRole.CONTROLLED : IceRole.CONTROLLING;
    }

    SdpExchange exchange() {
        return exchange;
    }

    @Override
    public IceParameters ice(String transportId, int generation) {
        return peers.session(role.get()).iceParameters(generation);
    }

    @Override
    public long newSsrc() {
        return random.nextLong(1, 0xFFFF_FFFFL);
    }

    @Override
    public @Nullable RtpAddress plainAddress(String mid, MediaKind kind, boolean isMuxed) {
        return null;
    }

    @Override
    public String newInlineKey(SdesSuite suite) {
        throw new IllegalStateException("WebRTC has no SDES");
    }
}
