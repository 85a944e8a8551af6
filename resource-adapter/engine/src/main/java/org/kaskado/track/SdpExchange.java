package org.kaskado.track;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.MediaKind;
import org.kaskado.negotiation.Negotiated;
import org.kaskado.negotiation.NegotiationError;
import org.kaskado.negotiation.Negotiator;
import org.kaskado.negotiation.Outcome;
import org.kaskado.negotiation.SignallingState;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.OperationTable;
import org.kaskado.session.Direction;
import org.kaskado.session.SessionConfig;

/** The catalogue's {@code SdpEndpoint}: descriptions of one endpoint. A refused description changes nothing. */
public final class SdpExchange {
    private static final Map<NegotiationError.Reason, MediaErrorCode> CODES = Map.of(
            NegotiationError.Reason.MALFORMED, MediaErrorCode.SDP_PARSE_ERROR,
            NegotiationError.Reason.WRONG_STATE, MediaErrorCode.SDP_END_POINT_NOT_OFFER_GENERATED);

    private final Negotiator negotiator;
    private final Direction direction;
    private final Consumer<SessionConfig> agreed;

    /**
     * Begins without a description.
     *
     * @param direction of what is offered
     * @param agreed runs the session from each agreement
     */
    public SdpExchange(Negotiator negotiator, Direction direction, Consumer<SessionConfig> agreed) {
        this.negotiator = negotiator;
        this.direction = direction;
        this.agreed = agreed;
    }

    /** An endpoint that has descriptions. */
    public interface Owner {
        SdpExchange descriptions();
    }

    /** Adds the operations on descriptions to a table. */
    public static <T extends Element & Owner> void describe(OperationTable.Builder<T> table) {
        table.answer(
                        "processOffer",
                        (endpoint, arguments) -> endpoint.descriptions().processOffer(arguments.string("offer")))
                .answer(
                        "processAnswer",
                        (endpoint, arguments) -> endpoint.descriptions().processAnswer(arguments.string("answer")))
                .answer(
                        "generateOffer",
                        (endpoint, arguments) -> endpoint.descriptions().generateOffer(offered(arguments), false))
                .answer(
                        "getLocalSessionDescriptor",
                        (endpoint, arguments) -> endpoint.descriptions().localDescription())
                .answer(
                        "getRemoteSessionDescriptor",
                        (endpoint, arguments) -> endpoint.descriptions().remoteDescription());
    }

    private static List<MediaKind> offered(Arguments arguments) {
        Map<String, @Nullable Object> options = arguments.has("options") ? arguments.register("options") : Map.of();
        return List.of(MediaKind.AUDIO, MediaKind.VIDEO).stream()
                .filter(kind -> !Boolean.FALSE.equals(
                        options.get(kind == MediaKind.AUDIO ? "offerToReceiveAudio" : "offerToReceiveVideo")))
                .toList();
    }

    /** Whether no description was made or taken yet. */
    public boolean isNew() {
        return negotiator.localDescription() == null;
    }

    /** Our answer to an offer; a further offer renegotiates. */
    public String processOffer(String offer) {
        if (offer.isBlank()) {
            throw new MediaException(MediaErrorCode.SDP_PARSE_ERROR, "Empty offer not valid");
        }
        return settle(attempt(() -> negotiator.processOffer(offer))).localDescription();
    }

    /** Our offer; the first one has what the endpoint was made for. */
    public String generateOffer(List<MediaKind> kinds, boolean restartsIce) {
        if (negotiator.transceivers().isEmpty()) {
            kinds.forEach(kind -> negotiator.addTransceiver(kind, direction));
        }
        return valueOf(attempt(() -> negotiator.createOffer(restartsIce)));
    }

    /** Takes the answer to our offer; answers our description, as Kurento does. */
    public String processAnswer(String answer) {
        if (negotiator.state() != SignallingState.HAVE_LOCAL_OFFER) {
            throw new MediaException(
                    MediaErrorCode.SDP_END_POINT_NOT_OFFER_GENERATED,
                    "Offer not generated. It is not possible to process an answer.");
        }
        return settle(negotiator.processAnswer(answer)).localDescription();
    }

    public String localDescription() {
        String text = negotiator.localDescription();
        if (text == null) {
            throw new MediaException(MediaErrorCode.SDP_END_POINT_NO_LOCAL_SDP_ERROR, "No local SDP");
        }
        return text;
    }

    public String remoteDescription() {
        String text = negotiator.remoteDescription();
        if (text == null) {
            throw new MediaException(MediaErrorCode.SDP_END_POINT_NO_REMOTE_SDP_ERROR, "No remote SDP");
        }
        return text;
    }

    /** A description that lacks something on our side, such as a port, leaves the session as it was. */
    private <T> T attempt(Supplier<T> work) {
        try {
            return work.get();
        } catch (MediaException e) {
            negotiator.rollback();
            throw e;
        }
    }

    private Negotiated settle(Outcome<Negotiated> outcome) {
        Negotiated done = valueOf(outcome);
        agreed.accept(done.config());
        return done;
    }

    private static <T> T valueOf(Outcome<T> outcome) {
        if (outcome.isOk()) {
            return outcome.value();
        }
        NegotiationError error = outcome.error();
        throw new MediaException(CODES.getOrDefault(error.reason(), MediaErrorCode.SDP_UNACCEPTABLE), error.message());
    }
}
