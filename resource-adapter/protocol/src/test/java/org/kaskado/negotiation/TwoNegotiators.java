package org.kaskado.negotiation;

import org.kaskado.frame.MediaKind;
import org.kaskado.session.Direction;
import org.kaskado.session.MediaConfig;
import org.kaskado.session.SessionConfig;

/** Two sides that hand each other their descriptions. */
final class TwoNegotiators {
    final SeededFacts leftFacts;
    final SeededFacts rightFacts;
    final Negotiator left;
    final Negotiator right;
    String offer = "";
    String answer = "";
    SessionConfig leftConfig = new SessionConfig(java.util.List.of(), java.util.List.of());
    SessionConfig rightConfig = leftConfig;

    TwoNegotiators(NegotiationConfig leftSide, NegotiationConfig rightSide, long seed) {
        leftFacts = new SeededFacts("left", seed);
        rightFacts = new SeededFacts("right", seed + 1);
        left = new Negotiator(leftSide, leftFacts);
        right = new Negotiator(rightSide, rightFacts);
    }

    static TwoNegotiators webRtc(long seed) {
        return new TwoNegotiators(SeededFacts.webRtc("left"), SeededFacts.webRtc("right"), seed);
    }

    TwoNegotiators withAudioAndVideo() {
        left.addTransceiver(MediaKind.AUDIO, Direction.SENDRECV);
        left.addTransceiver(MediaKind.VIDEO, Direction.SENDRECV);
        return this;
    }

    /** Left offers. */
    TwoNegotiators negotiate() {
        return negotiate(false);
    }

    TwoNegotiators negotiate(boolean restartsIce) {
        offer = left.createOffer(restartsIce).value();
        Negotiated answered = right.processOffer(offer).value();
        answer = answered.localDescription();
        rightConfig = answered.config();
        leftConfig = left.processAnswer(answer).value().config();
        return this;
    }

    /** Right offers. */
    TwoNegotiators negotiateBack() {
        offer = right.createOffer(false).value();
        Negotiated answered = left.processOffer(offer).value();
        answer = answered.localDescription();
        leftConfig = answered.config();
        rightConfig = right.processAnswer(answer).value().config();
        return this;
    }

    MediaConfig leftMedia(int index) {
        return leftConfig.media().get(index);
    }

    MediaConfig rightMedia(int index) {
        return rightConfig.media().get(index);
    }
}
