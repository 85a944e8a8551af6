package org.kaskado.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;

/** Two engines, each with its own port, talk WebRTC to each other over loopback. */
class WebRtcSessionTest {
    @TempDir
    Path left;

    @TempDir
    Path right;

    @Test
    void shouldConnectAndCarryMessagesWhenTheAnswerHasCandidates() throws Exception {
        try (RealEngine one = new RealEngine(left);
                RealEngine other = new RealEngine(right)) {
            String offering = endpoint(one);
            String answering = endpoint(other);
            String offer = (String) one.invoke(offering, "generateOffer");
            String answer = (String) other.invoke(answering, "processOffer", Map.of("offer", offer));
            one.invoke(offering, "processAnswer", Map.of("answer", answer));

            assertThat(one.await(offering, "ConnectionStateChanged").data()).containsEntry("newState", "CONNECTED");
            assertThat(other.await(answering, "ConnectionStateChanged").data()).containsEntry("newState", "CONNECTED");
            assertThat((List<?>) one.invoke(offering, "getICECandidatePairs")).hasSize(1);

            one.invoke(offering, "createDataChannel", Map.of("label", "chat"));
            assertThat(other.await(answering, "DataChannelOpened").data()).containsKey("channelId");
        }
    }

    @Test
    void shouldAnnounceItsTcpPortUnlessToldNotTo() throws Exception {
        try (RealEngine one = new RealEngine(left)) {
            String with = endpoint(one);
            assertThat((String) one.invoke(with, "generateOffer"))
                    .contains(" tcp ")
                    .contains("tcptype passive");
            String without = endpoint(one);
            one.invoke(without, "setIceTcp", Map.of("iceTcp", false));
            assertThat((String) one.invoke(without, "generateOffer")).doesNotContain(" tcp ");
        }
    }

    @Test
    void shouldTellThePeerWhenAnEndpointIsReleased() throws Exception {
        try (RealEngine one = new RealEngine(left);
                RealEngine other = new RealEngine(right)) {
            String offering = endpoint(one);
            String answering = endpoint(other);
            String offer = (String) one.invoke(offering, "generateOffer");
            one.invoke(
                    offering,
                    "processAnswer",
                    Map.of("answer", other.invoke(answering, "processOffer", Map.of("offer", offer))));
            other.await(answering, "ConnectionStateChanged");
            one.await(offering, "ConnectionStateChanged");

            one.release(offering);

            other.await(answering, "MediaSessionTerminated");
        }
    }

    @Test
    void shouldRefuseWhatIsNoDescriptionWithASentence() throws Exception {
        try (RealEngine one = new RealEngine(left)) {
            String endpoint = endpoint(one);
            assertThatThrownBy(() -> one.invoke(endpoint, "processOffer", Map.of("offer", "not SDP at all")))
                    .isInstanceOfSatisfying(
                            MediaException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(MediaErrorCode.SDP_PARSE_ERROR));
            assertThatThrownBy(() -> one.invoke(endpoint, "processAnswer", Map.of("answer", "v=0")))
                    .hasMessageContaining("Offer not generated");
            assertThatThrownBy(() -> one.invoke(endpoint, "getLocalSessionDescriptor"))
                    .hasMessageContaining("No local SDP");
        }
    }

    private static String endpoint(RealEngine engine) {
        String endpoint = engine.element(engine.pipeline(), "WebRtcEndpoint", "useDataChannels", true);
        engine.listen(endpoint, "ConnectionStateChanged", "DataChannelOpened", "MediaSessionTerminated", "Error");
        return endpoint;
    }
}
