package org.kaskado.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.kaskado.frame.MediaKind;
import org.kaskado.sdp.Fixtures;
import org.kaskado.session.Direction;
import org.kaskado.session.ExtensionUri;
import org.kaskado.session.IceParameters;
import org.kaskado.session.MediaConfig;
import org.kaskado.session.Msid;
import org.kaskado.session.RidConfig;
import org.kaskado.session.StreamConfig;
import org.kaskado.session.TransportConfig;

class RenegotiationTest {
    private final TwoNegotiators two = TwoNegotiators.webRtc(11).withAudioAndVideo();

    @Test
    void shouldKeepMidsAndPayloadTypesWhenAScreenIsAddedAndRemoved() {
        two.negotiate();
        MediaConfig camera = two.leftMedia(1);
        Transceiver screen = two.left.addTransceiver(MediaKind.VIDEO, Direction.SENDONLY);

        two.negotiate();

        assertThat(two.leftMedia(1)).isEqualTo(camera);
        MediaConfig shared = two.rightMedia(3);
        assertThat(shared.direction()).isEqualTo(Direction.RECVONLY);
        assertThat(shared.receive().codecs()).isEqualTo(camera.receive().codecs());
        assertThat(shared.extensions().idOf(ExtensionUri.MID))
                .isEqualTo(camera.extensions().idOf(ExtensionUri.MID));
        screen.stop();
        two.negotiate();
        assertThat(two.rightMedia(3).isRejected()).isTrue();
        assertThat(two.rightMedia(1).isRejected()).isFalse();
        assertThat(two.left.transceivers()).hasSize(2).doesNotContain(screen);
    }

    @Test
    void shouldUseAFreePlaceAgainWithANewMid() {
        two.negotiate();
        two.left.transceivers().get(1).stop();
        two.negotiate();
        String before = two.leftMedia(1).mid();
        two.left.addTransceiver(MediaKind.AUDIO, Direction.SENDRECV);

        two.negotiate();

        assertThat(two.leftConfig.media()).hasSize(3);
        assertThat(two.leftMedia(1).kind()).isEqualTo(MediaKind.AUDIO);
        assertThat(two.leftMedia(1).mid()).isNotEqualTo(before);
        assertThat(two.rightMedia(1).isRejected()).isFalse();
    }

    @Test
    void shouldKeepTheSsrcWhenATrackIsReplacedOrPaused() {
        two.negotiate();
        List<StreamConfig> streams = two.leftMedia(1).send().streams();
        Transceiver video = two.left.transceivers().get(1);
        video.setDirection(Direction.RECVONLY);
        two.negotiate();
        assertThat(two.leftMedia(1).send().isActive()).isFalse();
        video.setDirection(Direction.SENDRECV);
        video.setMsid(new Msid("screen", "track-9"));

        two.negotiate();

        assertThat(two.leftMedia(1).send().streams()).isEqualTo(streams);
        assertThat(two.rightMedia(1).receive().msid()).isEqualTo(new Msid("screen", "track-9"));
    }

    @Test
    void shouldChangeBothSidesCredentialsAndNothingElseWhenIceRestarts() {
        two.negotiate();
        TransportConfig before = two.rightConfig.transports().get(0);

        two.negotiate(true);

        TransportConfig after = two.rightConfig.transports().get(0);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.iceGeneration()).isEqualTo(1);
        assertThat(two.leftConfig.transports().get(0).iceGeneration()).isEqualTo(1);
        assertThat(ice(after.localIce()).restarts(ice(before.localIce()))).isTrue();
        assertThat(ice(after.remoteIce()).restarts(ice(before.remoteIce()))).isTrue();
        assertThat(after.dtls()).isEqualTo(before.dtls());
        assertThat(two.rightConfig.media()).isEqualTo(two.rightConfig.media());
        two.negotiate();
        assertThat(two.rightConfig.transports().get(0)).isEqualTo(after);
    }

    @Test
    void shouldKeepTheDtlsRoleWhenTheOtherSideOffers() {
        two.negotiate();
        TransportConfig before = two.leftConfig.transports().get(0);

        two.negotiateBack();

        assertThat(two.leftConfig.transports().get(0).dtls()).isEqualTo(before.dtls());
        assertThat(two.leftConfig.media()).extracting(MediaConfig::mid).containsExactly("0", "1", "2");
    }

    @Test
    void shouldForgetAnOfferWhenItIsRolledBack() {
        Transceiver audio = two.left.transceivers().get(0);
        String offer = two.left.createOffer(false).value();
        assertThat(audio.mid()).isEqualTo("0");

        two.left.rollback();

        assertThat(audio.mid()).isNull();
        assertThat(two.left.state()).isEqualTo(SignallingState.STABLE);
        assertThat(two.left.localDescription()).isNull();
        assertThat(two.right.processOffer(offer).isOk()).isTrue();
        assertThat(two.negotiateBack().leftConfig.rejections()).isEmpty();
    }

    @Test
    void shouldLeaveNothingBehindWhenAnOfferOfThePeerIsRolledBack() {
        Negotiator fresh = new Negotiator(SeededFacts.webRtc("us"), new SeededFacts("us", 8));
        List<Transceiver> held =
                fresh.receiveOffer(Fixtures.text("chromium-many")).value();
        assertThat(held).hasSize(6);
        assertThat(fresh.state()).isEqualTo(SignallingState.HAVE_REMOTE_OFFER);

        fresh.rollback();

        assertThat(fresh.transceivers()).isEmpty();
        assertThat(fresh.processOffer(Fixtures.text("chromium-av")).isOk()).isTrue();
    }

    @Test
    void shouldLetTheCallerChangeDirectionsBeforeTheAnswer() {
        String offer = two.left.createOffer(false).value();

        two.right.receiveOffer(offer).value().forEach(held -> held.setDirection(Direction.RECVONLY));
        Negotiated answered = two.right.createAnswer().value();

        assertThat(answered.config().media().get(0).direction()).isEqualTo(Direction.RECVONLY);
        assertThat(two.right.localDescription()).isEqualTo(answered.localDescription());
        assertThat(two.right.remoteDescription()).isEqualTo(offer);
    }

    @Test
    void shouldAskForSimulcastAndTakeIt() {
        Transceiver asking = two.left.transceivers().get(1);
        asking.setReceiveRids(List.of(RidConfig.of("q"), RidConfig.of("f")));
        String offer = two.left.createOffer(false).value();
        Transceiver sending = two.right.receiveOffer(offer).value().get(1);
        sending.setSendRids(List.of(RidConfig.of("q"), RidConfig.of("f")));

        Negotiated answered = two.right.createAnswer().value();
        MediaConfig received = two.left
                .processAnswer(answered.localDescription())
                .value()
                .config()
                .media()
                .get(1);

        assertThat(received.receive().simulcast().rids())
                .extracting(RidConfig::id)
                .containsExactly("q", "f");
        assertThat(received.receive().streams())
                .hasSize(2)
                .isEqualTo(answered.config().media().get(1).send().streams());
    }

    @Test
    void shouldKeepAWaitingTransceiverWhenItsCodecIsRefused() {
        Negotiator us = new Negotiator(SeededFacts.webRtc("us"), new SeededFacts("us", 9));
        Transceiver waiting = us.addTransceiver(MediaKind.VIDEO, Direction.SENDRECV);
        waiting.setCodecs(List.of(new CodecCapability("FOO", 90_000, 1, java.util.Map.of(), List.of(), false, 99)));

        MediaConfig video = us.processOffer(Fixtures.text("chromium-av"))
                .value()
                .config()
                .media()
                .get(1);

        assertThat(video.rejection()).contains("VP8/90000").contains("expected one of FOO/90000");
        assertThat(waiting.mid()).isNull();
        assertThat(us.transceivers()).contains(waiting);
    }

    private static IceParameters ice(@org.jspecify.annotations.Nullable IceParameters parameters) {
        return Objects.requireNonNull(parameters);
    }
}
