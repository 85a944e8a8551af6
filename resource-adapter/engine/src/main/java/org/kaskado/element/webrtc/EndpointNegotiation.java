package org.kaskado.element.webrtc;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.MediaKind;
import org.kaskado.ice.IceRole;
import org.kaskado.negotiation.Capabilities;
import org.kaskado.negotiation.DataCapability;
import org.kaskado.negotiation.LocalFacts;
import org.kaskado.negotiation.Negotiated;
import org.kaskado.negotiation.NegotiationConfig;
import org.kaskado.negotiation.NegotiationError;
import org.kaskado.negotiation.Negotiator;
import org.kaskado.negotiation.Outcome;
import org.kaskado.negotiation.SdesSuite;
import org.kaskado.negotiation.SignallingState;
import org.kaskado.negotiation.TransportMode;
import org.kaskado.session.Direction;
import org.kaskado.session.Fingerprint;
import org.kaskado.session.IceParameters;
import org.kaskado.session.RtpAddress;
import org.kaskado.session.SessionConfig;

/** The descriptions of one endpoint. A refused description changes nothing. */
final class EndpointNegotiation implements LocalFacts {
    private static final int SCTP_PORT = 5000;
    private static final long MAX_MESSAGE_BYTES = 256 << 10;
    private static final Map<NegotiationError.Reason, MediaErrorCode> CODES = Map.of(
            NegotiationError.Reason.MALFORMED, MediaErrorCode.SDP_PARSE_ERROR,
            NegotiationError.Reason.WRONG_STATE, MediaErrorCode.SDP_END_POINT_NOT_OFFER_GENERATED);

    private final Peers peers;
    private final RandomGenerator random;
    private final Negotiator negotiator;
    private final Direction direction;
    private IceRole role = IceRole.CONTROLLED;

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
        this.negotiator = new Negotiator(config, this);
        this.direction = wishes.direction();
    }

    /** Our answer to an offer; a further offer renegotiates. */
    String processOffer(String offer) {
        if (offer.isBlank()) {
            throw new MediaException(MediaErrorCode.SDP_PARSE_ERROR, "Empty offer not valid");
        }
        return settle(negotiator.processOffer(offer)).localDescription();
    }

    /** Our offer; the first one has what the endpoint was made for. */
    String generateOffer(List<MediaKind> kinds, boolean restartsIce) {
        role = negotiator.localDescription() == null ? IceRole.CONTROLLING : role;
        if (negotiator.transceivers().isEmpty()) {
            kinds.forEach(kind -> negotiator.addTransceiver(kind, direction));
        }
        return valueOf(negotiator.createOffer(restartsIce));
    }

    /** Takes the answer to our offer; answers our description, as Kurento does. */
    String processAnswer(String answer) {
        if (negotiator.state() != SignallingState.HAVE_LOCAL_OFFER) {
            throw new MediaException(
                    MediaErrorCode.SDP_END_POINT_NOT_OFFER_GENERATED,
                    "Offer not generated. It is not possible to process an answer.");
        }
        return settle(negotiator.processAnswer(answer)).localDescription();
    }

    String localDescription() {
        String text = negotiator.localDescription();
        if (text == null) {
            throw new MediaException(MediaErrorCode.SDP_END_POINT_NO_LOCAL_SDP_ERROR, "No local SDP");
        }
        return text;
    }

    String remoteDescription() {
        String text = negotiator.remoteDescription();
        if (text == null) {
            throw new MediaException(MediaErrorCode.SDP_END_POINT_NO_REMOTE_SDP_ERROR, "No remote SDP");
        }
        return text;
    }

    private Negotiated settle(Outcome<Negotiated> outcome) {
        Negotiated agreed = valueOf(outcome);
        peers.agreed(agreed.config());
        return agreed;
    }

    private static <T> T valueOf(Outcome<T> outcome) {
        if (outcome.isOk()) {
            return outcome.value();
        }
        NegotiationError error = outcome.error();
        throw new MediaException(CODES.getOrDefault(error.reason(), MediaErrorCode.SDP_UNACCEPTABLE), error.message());
    }

    @Override
    public IceParameters ice(String transportId, int generation) {
        return peers.session(role).iceParameters(generation);
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
