package org.kaskado.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.frame.MediaKind;
import org.kaskado.sdp.Fixtures;
import org.kaskado.sdp.MediaDescription;
import org.kaskado.sdp.SessionDescription;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.Direction;
import org.kaskado.session.DtlsSetup;
import org.kaskado.session.ExtensionUri;
import org.kaskado.session.FlowConfig;
import org.kaskado.session.MediaConfig;
import org.kaskado.session.RidConfig;
import org.kaskado.session.SessionConfig;
import org.kaskado.session.StreamConfig;
import org.kaskado.session.TransportConfig;

class BrowserOffersTest {
    private final Negotiator negotiator = new Negotiator(SeededFacts.webRtc("us"), new SeededFacts("us", 1));

    @ParameterizedTest
    @MethodSource("org.kaskado.sdp.Fixtures#browserOffers")
    void shouldAcceptEverySectionOnOneTransport(String name) {
        SessionDescription offer = SessionDescription.parse(Fixtures.text(name)).description();

        Negotiated negotiated = negotiator.processOffer(Fixtures.text(name)).value();

        SessionDescription answer =
                SessionDescription.parse(negotiated.localDescription()).description();
        assertThat(answer.media())
                .extracting(MediaDescription::media)
                .isEqualTo(offer.media().stream().map(MediaDescription::media).toList());
        assertThat(answer.attributes().first("group"))
                .isEqualTo(offer.attributes().first("group"));
        assertThat(negotiated.config().rejections()).isEmpty();
        assertThat(negotiated.config().transports()).hasSize(1);
        TransportConfig transport = negotiated.config().transports().get(0);
        assertThat(Objects.requireNonNull(transport.dtls()).localSetup()).isEqualTo(DtlsSetup.ACTIVE);
        assertThat(transport.dtls().peerFingerprints()).hasSize(1);
        assertThat(Objects.requireNonNull(transport.remoteIce()).trickles()).isTrue();
        assertThat(transport.isMuxed()).isTrue();
        for (MediaDescription media : answer.media()) {
            assertThat(media.attributes().first("setup")).contains("active");
            assertThat(media.port()).isEqualTo(9);
            assertThat(media.attributes().has("candidate")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-av", "firefox-av"})
    void shouldKeepTheOffersCodecOrderAndPayloadTypes(String name) {
        SessionDescription offer = SessionDescription.parse(Fixtures.text(name)).description();

        MediaConfig video = config(name).media().get(1);

        List<String> offered = offer.media().get(1).formats();
        List<String> sent = video.send().codecs().stream()
                .map(codec -> "" + codec.payloadType())
                .toList();
        assertThat(offered).containsSubsequence(sent);
        assertThat(video.send().mediaCodecs().get(0).is("VP8")).isTrue();
        assertThat(video.receive().codecs())
                .extracting(CodecConfig::payloadType)
                .isEqualTo(video.send().codecs().stream()
                        .map(CodecConfig::payloadType)
                        .toList());
    }

    @Test
    void shouldUnderstandAllOfAChromiumVideoSection() {
        SessionConfig config = config("chromium-av");

        MediaConfig video = config.media().get(1);
        assertThat(video.kind()).isEqualTo(MediaKind.VIDEO);
        assertThat(video.direction()).isEqualTo(Direction.SENDRECV);
        assertThat(video.extensions().idOf(ExtensionUri.TRANSPORT_CC)).isEqualTo(3);
        assertThat(video.extensions().idOf(ExtensionUri.MID)).isEqualTo(4);
        assertThat(video.extensions().idOf("urn:unknown")).isZero();
        assertThat(video.extensions().allowsMixed()).isTrue();
        assertThat(video.rtcp().isReducedSize()).isTrue();
        FlowConfig receive = video.receive();
        assertThat(receive.streams()).hasSize(1);
        assertThat(receive.streams().get(0).hasRtx()).isTrue();
        assertThat(receive.streams().get(0).cname()).isNotEmpty();
        assertThat(receive.msid()).isNotNull();
        CodecConfig vp8 = receive.mediaCodecs().get(0);
        assertThat(Objects.requireNonNull(receive.rtxOf(vp8.payloadType())).associatedPayloadType())
                .isEqualTo(vp8.payloadType());
        assertThat(vp8.feedback())
                .containsExactlyInAnyOrder("goog-remb", "transport-cc", "ccm fir", "nack", "nack pli");
        assertThat(receive.codecs()).filteredOn(codec -> codec.is("H264")).hasSize(6);
        assertThat(receive.codecs()).noneMatch(codec -> codec.is("ulpfec"));
        assertThat(video.send().streams())
                .extracting(StreamConfig::ssrc)
                .containsExactly(video.rtcp().localSsrc());
    }

    @Test
    void shouldTakeRedOnlyAroundACodecThatWasTaken() {
        NegotiationConfig own = SeededFacts.webRtc("us");
        NegotiationConfig withoutOpus = new NegotiationConfig(
                own.identity(),
                own.transport(),
                own.audio()
                        .withCodecs(own.audio().codecs().stream()
                                .filter(codec -> !codec.name().equals("opus"))
                                .toList()),
                own.video(),
                null,
                false);

        MediaConfig with = config("chromium-av").media().get(0);
        MediaConfig without = new Negotiator(withoutOpus, new SeededFacts("us", 2))
                .processOffer(Fixtures.text("chromium-av"))
                .value()
                .config()
                .media()
                .get(0);

        assertThat(with.receive().codecs())
                .extracting(CodecConfig::name)
                .containsExactly("opus", "red", "G722", "PCMU", "PCMA", "telephone-event", "telephone-event");
        assertThat(without.receive().codecs())
                .extracting(CodecConfig::name)
                .containsExactly("G722", "PCMU", "PCMA", "telephone-event", "telephone-event");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-simulcast", "firefox-simulcast"})
    void shouldReceiveSimulcastLayersByRid(String name) {
        Negotiated negotiated = negotiator.processOffer(Fixtures.text(name)).value();

        MediaConfig video = negotiated.config().media().get(1);
        assertThat(video.direction()).isEqualTo(Direction.RECVONLY);
        assertThat(video.receive().simulcast().rids()).extracting(RidConfig::id).containsExactly("q", "h", "f");
        assertThat(video.extensions().idOf(ExtensionUri.RID)).isPositive();
        assertThat(negotiated.localDescription())
                .contains("a=rid:q recv\r\n", "a=simulcast:recv q;h;f\r\n")
                .doesNotContain("a=ssrc:");
        assertThat(video.rtcp().localSsrc()).isPositive();
    }

    @Test
    void shouldGiveFirefoxLayersTheirSsrcs() {
        MediaConfig video = config("firefox-simulcast").media().get(1);

        assertThat(video.receive().streams()).hasSize(3).allMatch(StreamConfig::hasRtx);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-recvonly", "firefox-recvonly"})
    void shouldSendToAViewer(String name) {
        Negotiated negotiated = negotiator.processOffer(Fixtures.text(name)).value();

        for (MediaConfig media : negotiated.config().media()) {
            assertThat(media.direction()).isEqualTo(Direction.SENDONLY);
            assertThat(media.send().isActive()).isTrue();
            assertThat(media.receive().isActive()).isFalse();
            assertThat(media.send().streams()).hasSize(1);
        }
        assertThat(negotiated.localDescription()).contains("a=msid:stream-us stream-us-1\r\n", "a=ssrc-group:FID ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-data", "firefox-data"})
    void shouldAgreeOnDataChannels(String name) {
        MediaConfig data = config(name).media().get(0);

        assertThat(data.kind()).isEqualTo(MediaKind.DATA);
        assertThat(Objects.requireNonNull(data.data()).remotePort()).isEqualTo(5000);
        assertThat(data.data().remoteMaxMessageBytes()).isGreaterThanOrEqualTo(262_144);
        assertThat(data.data().localMaxMessageBytes()).isEqualTo(262_144);
    }

    @Test
    void shouldRefuseDataChannelsThatAreSwitchedOff() {
        Negotiator closed = new Negotiator(SeededFacts.withoutData(SeededFacts.webRtc("us")), new SeededFacts("us", 3));

        Negotiated negotiated =
                closed.processOffer(Fixtures.text("chromium-avdata-maxcompat")).value();

        assertThat(negotiated.localDescription())
                .contains("m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\n", "a=group:BUNDLE 0 1\r\n");
        assertThat(negotiated.config().media().get(2).rejection())
                .contains("data channels")
                .contains("switched off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-rejected", "firefox-rejected"})
    void shouldKeepPlacesOfRefusedSections(String name) {
        Negotiated negotiated = negotiator.processOffer(Fixtures.text(name)).value();

        assertThat(negotiated.localDescription()).contains("m=audio 0 UDP/TLS/RTP/SAVPF");
        assertThat(negotiated.config().media().get(0).isRejected()).isTrue();
        assertThat(negotiated.config().media().get(1).isRejected()).isFalse();
    }

    @Test
    void shouldCarryCandidatesOfThePeer() {
        SessionConfig config = config("chromium-av-candidates");

        assertThat(Objects.requireNonNull(config.transports().get(0).remoteIce())
                        .candidates())
                .isNotEmpty()
                .allMatch(candidate -> candidate.contains(" typ "));
        assertThat(config.transportOf("1")).isSameAs(config.transports().get(0));
    }

    @Test
    void shouldShowOurCandidatesOnceAndTheBestAsDefault() {
        SeededFacts facts = new SeededFacts("us", 4);
        facts.candidates = List.of(
                "1 1 TCP 2000 192.0.2.7 9 typ host tcptype active",
                "2 1 udp 1999 2001:db8::7 10000 typ host",
                "3 1 udp 1998 192.0.2.7 10000 typ host");
        facts.isComplete = true;
        facts.isLite = true;

        String answer = new Negotiator(SeededFacts.webRtc("us"), facts)
                .processOffer(Fixtures.text("chromium-av"))
                .value()
                .localDescription();

        assertThat(answer).containsOnlyOnce("a=end-of-candidates").containsOnlyOnce("a=candidate:3 1 udp");
        assertThat(answer).contains("m=audio 10000 UDP", "c=IN IP4 192.0.2.7\r\n", "a=ice-lite\r\n");
    }

    @Test
    void shouldAnswerFfmpegsWhipOfferAsDtlsClientAndReceiver() {
        SessionConfig config = config("ffmpeg-whip");

        assertThat(Objects.requireNonNull(config.transports().get(0).dtls()).isClient())
                .isTrue();
        assertThat(config.media()).allMatch(media -> media.direction() == Direction.RECVONLY);
        assertThat(config.media().get(1).receive().mediaCodecs())
                .extracting(CodecConfig::name)
                .containsExactly("H264");
    }

    @Test
    void shouldGiveUnbundledSectionsTransportsOfTheirOwnUpToTheLimit() {
        NegotiationConfig one = SeededFacts.webRtc("us");
        NegotiationConfig two = new NegotiationConfig(
                one.identity(),
                TransportMode.webRtc(SeededFacts.fingerprint(9), 2),
                one.audio(),
                one.video(),
                null,
                false);
        String offer = Fixtures.text("gstreamer-webrtcbin");

        SessionConfig limited = config("gstreamer-webrtcbin");
        SessionConfig open = new Negotiator(two, new SeededFacts("us", 5))
                .processOffer(offer)
                .value()
                .config();

        assertThat(limited.media().get(1).rejection()).contains("not bundled").contains("at most 1");
        assertThat(open.rejections()).isEmpty();
        assertThat(open.transports()).extracting(TransportConfig::id).containsExactly("video0", "audio1");
        CodecConfig h264 = open.media().get(0).receive().mediaCodecs().get(0);
        assertThat(h264.parameters()).containsKey("sprop-parameter-sets");
        CodecConfig toSend = open.media().get(0).send().mediaCodecs().get(0);
        assertThat(toSend.parameter("profile-level-id", "")).isEqualTo("42c01f");
    }

    private SessionConfig config(String name) {
        return negotiator.processOffer(Fixtures.text(name)).value().config();
    }
}
