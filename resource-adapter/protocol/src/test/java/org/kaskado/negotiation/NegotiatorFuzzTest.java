package org.kaskado.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kaskado.frame.MediaKind;
import org.kaskado.sdp.Fixtures;
import org.kaskado.sdp.SdpMutations;
import org.kaskado.session.Direction;

class NegotiatorFuzzTest {
    private static final int CASES = 800;

    @Test
    void shouldAnswerOrRefuseEveryOffer() {
        List<String> texts = Fixtures.all().map(Fixtures::text).toList();
        Random random = new Random(9429);
        int good = 0;
        for (int i = 0; i < CASES; i++) {
            NegotiationConfig config =
                    i % 4 == 0 ? SeededFacts.plain("a", SdesSuite.AES_CM_128_HMAC_SHA1_80) : SeededFacts.webRtc("a");
            Negotiator negotiator = new Negotiator(config, new SeededFacts("a", i));
            for (int round = 0; round < 2; round++) {
                String offer = SdpMutations.mutate(texts.get(random.nextInt(texts.size())), random);
                Outcome<Negotiated> outcome = negotiator.processOffer(offer);
                assertThat(negotiator.state()).isEqualTo(SignallingState.STABLE);
                good += outcome.isOk() ? 1 : 0;
                if (!outcome.isOk()) {
                    assertThat(outcome.error().message()).hasSizeBetween(10, 1000);
                }
            }
        }
        assertThat(good).isGreaterThan(CASES / 10);
    }

    @Test
    void shouldTakeOrRefuseEveryAnswer() {
        Random random = new Random(3264);
        int good = 0;
        for (int i = 0; i < CASES / 4; i++) {
            Negotiator offerer = new Negotiator(SeededFacts.webRtc("left"), new SeededFacts("left", i));
            offerer.addTransceiver(MediaKind.AUDIO, Direction.SENDRECV);
            offerer.addTransceiver(MediaKind.VIDEO, Direction.SENDRECV);
            Negotiator answerer = new Negotiator(SeededFacts.webRtc("rite"), new SeededFacts("rite", i));
            String offer = offerer.createOffer(false).value();
            String answer = answerer.processOffer(offer).value().localDescription();
            Outcome<Negotiated> outcome = offerer.processAnswer(SdpMutations.mutate(answer, random));
            good += outcome.isOk() ? 1 : 0;
            SignallingState expected = outcome.isOk() ? SignallingState.STABLE : SignallingState.HAVE_LOCAL_OFFER;
            assertThat(offerer.state()).isEqualTo(expected);
        }
        assertThat(good).isGreaterThan(CASES / 40);
    }
}
