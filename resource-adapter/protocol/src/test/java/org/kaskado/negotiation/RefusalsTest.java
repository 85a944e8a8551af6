package org.kaskado.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaskado.negotiation.NegotiationError.Reason;
import org.kaskado.sdp.Fixtures;

class RefusalsTest {
    private final Negotiator negotiator = new Negotiator(SeededFacts.webRtc("us"), new SeededFacts("us", 1));

    @Test
    void shouldSayThatPlanBIsPlanB() {
        NegotiationError error =
                negotiator.processOffer(Fixtures.text("plan-b")).error();

        assertThat(error.reason()).isEqualTo(Reason.PLAN_B);
        assertThat(error.message())
                .contains("m-section 0 (video, mid \"video\")", "2 tracks", "plan B", "unified plan");
        assertThat(negotiator.state()).isEqualTo(SignallingState.STABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=ice-ufrag:[^\\r]*\\r\\n||MISSING_SECURITY|a=ice-ufrag",
                "a=ice-pwd:[^\\r]*|a=ice-pwd:short|MISSING_SECURITY|22 to 256",
                "a=fingerprint:[^\\r]*\\r\\n||MISSING_SECURITY|no a=fingerprint",
                "sha-256|md5|MISSING_SECURITY|only unknown fingerprint hashes",
                "a=setup:actpass|a=setup:holdconn|MISSING_SECURITY|actpass, active or passive",
                "a=mid:1|a=mid:0|MALFORMED|two m-sections",
                "BUNDLE 0 1|BUNDLE 0 7|MISMATCH|bundles mid \"7\"",
                "UDP/TLS/RTP/SAVPF|RTP/AVP|UNSUPPORTED|expected UDP/TLS/RTP/SAVPF",
                "a=rtpmap:111 opus/48000/2|a=rtpmap:111 opus|MALFORMED|<clock rate>",
                "([ :])96(?=[ \\r])|$1111|MISMATCH|payload type 111",
                "SAVPF 96 97|SAVPF 96 96|MALFORMED|payload type 96 twice",
                "SAVPF 96 97|SAVPF 96 abc|MALFORMED|payload type from 0 to 127",
                "a=extmap:3 [^\\r]*|a=extmap:2 urn:x|MALFORMED|header extension id 2",
                "m=|x=|MALFORMED|line 8",
            })
    void shouldNameWhatIsWrongAndWhatIsExpected(String pattern, String replacement, Reason reason, String words) {
        String offer = Fixtures.text("chromium-av").replaceAll(pattern, replacement == null ? "" : replacement);

        NegotiationError error = negotiator.processOffer(offer).error();

        assertThat(error.message()).contains(words);
        assertThat(error.reason()).isEqualTo(reason);
        assertThat(negotiator.state()).isEqualTo(SignallingState.STABLE);
        assertThat(negotiator.transceivers()).isEmpty();
        assertThat(negotiator.processOffer(Fixtures.text("chromium-av")).isOk()).isTrue();
    }

    @Test
    void shouldRefuseOnlyTheSectionWithoutACommonCodec() {
        String offer = Fixtures.text("chromium-av")
                .replace("opus/48000/2", "lyra/48000/2")
                .replaceAll("SAVPF 111 63 9 0 8 13 110 126", "SAVPF 111");

        Negotiated negotiated = negotiator.processOffer(offer).value();

        assertThat(negotiated.config().rejections())
                .singleElement()
                .asString()
                .contains("m-section 0 (audio, mid \"0\")", "lyra/48000", "expected one of opus/48000");
        assertThat(negotiated.config().isEmpty()).isFalse();
        assertThat(negotiated.localDescription()).contains("m=audio 0 UDP", "a=group:BUNDLE 1\r\n");
    }

    @Test
    void shouldRefuseASectionWithoutRtcpMux() {
        Negotiated negotiated = negotiator
                .processOffer(Fixtures.text("chromium-av").replaceFirst("a=rtcp-mux\r\n", ""))
                .value();

        assertThat(negotiated.config().media().get(0).rejection()).contains("a=rtcp-mux");
        assertThat(negotiated.config().media().get(1).isRejected()).isFalse();
    }

    @Test
    void shouldRefuseCallsOutOfTurn() {
        assertThat(negotiator.processAnswer("v=0").error().reason()).isEqualTo(Reason.WRONG_STATE);
        assertThat(negotiator.createAnswer().error().message()).contains("STABLE", "HAVE_REMOTE_OFFER");
        assertThat(negotiator.createOffer(false).isOk()).isTrue();
        assertThat(negotiator.createOffer(false).error().reason()).isEqualTo(Reason.WRONG_STATE);
        assertThat(negotiator.processOffer(Fixtures.text("chromium-av")).error().message())
                .contains("HAVE_LOCAL_OFFER");
        negotiator.rollback();
        assertThat(negotiator.processOffer(Fixtures.text("chromium-av")).isOk()).isTrue();
    }

    @Test
    void shouldRefuseAnEmptyOffer() {
        Negotiator empty = new Negotiator(SeededFacts.withoutData(SeededFacts.webRtc("us")), new SeededFacts("us", 1));

        assertThat(empty.createOffer(false).error().message()).contains("nothing to offer");
        assertThat(empty.state()).isEqualTo(SignallingState.STABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "a=setup:active!a=setup:actpass!MISSING_SECURITY!expected active or passive",
                "(mid:|BUNDLE )0!$19!MISMATCH!another mid",
                "a=group:BUNDLE[^\\r]*\\r\\n!!UNSUPPORTED!does not bundle",
                "a=sendrecv!a=sendonly!OK!",
                "VP8/90000!VP7/90000!OK!",
                "opus/48000/2!opus/16000!OK!",
                "m=audio!m=video!MISMATCH!in the place of",
                "a=ice-pwd:[^\\r]*\\r\\n!!MISSING_SECURITY!credentials",
                "a=rtcp-mux\\r\\n!!UNSUPPORTED!a=rtcp-mux",
                "(?s)( 2(?=\\r\\na=extmap-allow)|m=application.*)!!MISMATCH!2 m-lines, expected 3",
                "(PCMU|PCMA|G722|opus)/!none/!MISMATCH!expected at least one codec of the offer",
            })
    void shouldCheckAnswers(String pattern, String replacement, String reason, String words) {
        TwoNegotiators two = TwoNegotiators.webRtc(3).withAudioAndVideo();
        String offer = two.left.createOffer(false).value();
        String answer = two.right.processOffer(offer).value().localDescription();

        Outcome<Negotiated> outcome =
                two.left.processAnswer(answer.replaceAll(pattern, replacement == null ? "" : replacement));

        assertThat(outcome.isOk() ? "OK" : outcome.error().reason().name())
                .as(outcome.toString())
                .isEqualTo(reason);
        if (!outcome.isOk()) {
            assertThat(outcome.error().message()).contains(words);
            assertThat(two.left.state()).isEqualTo(SignallingState.HAVE_LOCAL_OFFER);
            assertThat(two.left.processAnswer(answer).isOk()).isTrue();
        }
    }

    @Test
    void shouldRefuseAnOfferThatDoesNotFitTheSession() {
        negotiator.processOffer(Fixtures.text("chromium-av")).value();
        List<String> wrong = List.of(
                Fixtures.text("chromium-data"),
                Fixtures.text("chromium-av").replace("a=mid:1", "a=mid:5").replace("BUNDLE 0 1", "BUNDLE 0 5"));

        for (String offer : wrong) {
            assertThat(negotiator.processOffer(offer).error().reason()).isEqualTo(Reason.MISMATCH);
        }
        assertThat(negotiator.processOffer(Fixtures.text("chromium-av")).isOk()).isTrue();
    }
}
