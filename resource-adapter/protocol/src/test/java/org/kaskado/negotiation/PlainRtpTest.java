package org.kaskado.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.frame.MediaKind;
import org.kaskado.negotiation.NegotiationError.Reason;
import org.kaskado.sdp.Fixtures;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.Direction;
import org.kaskado.session.MediaConfig;
import org.kaskado.session.PlainConfig;
import org.kaskado.session.SessionConfig;

class PlainRtpTest {
    private final SeededFacts facts = new SeededFacts("us", 1);
    private final Negotiator negotiator = new Negotiator(SeededFacts.plain("us"), facts);

    @Test
    void shouldAnswerFfmpegWithItsProfileAndAnEvenPort() {
        Negotiated negotiated =
                negotiator.processOffer(Fixtures.text("ffmpeg-h264")).value();

        assertThat(negotiated.localDescription())
                .contains("m=video 20002 RTP/AVP 96\r\n", "c=IN IP4 127.0.0.1\r\n", "a=rtcp:20003\r\n")
                .doesNotContain("a=rtcp-fb", "a=ice", "a=mid", "a=setup", "a=msid", "BUNDLE");
        MediaConfig video = negotiated.config().media().get(0);
        assertThat(video.receive().mediaCodecs()).extracting(CodecConfig::name).containsExactly("H264");
        PlainConfig plain = plain(negotiated.config(), 0);
        assertThat(plain.hasFeedback()).isFalse();
        assertThat(Objects.requireNonNull(plain.remote()).rtpPort()).isEqualTo(41_000);
        assertThat(plain.remote().rtcpPort()).isEqualTo(41_001);
        assertThat(negotiated.config().transports().get(0).isMuxed()).isFalse();
    }

    @Test
    void shouldUnderstandASipPhone() {
        SessionConfig config =
                negotiator.processOffer(Fixtures.text("linphone-like")).value().config();

        assertThat(config.transports()).hasSize(2);
        MediaConfig audio = config.media().get(0);
        assertThat(audio.mid()).isEqualTo("m0");
        assertThat(audio.ptimeMs()).isEqualTo(20);
        assertThat(audio.send().codecs())
                .extracting(CodecConfig::name)
                .containsExactly("opus", "PCMU", "PCMA", "telephone-event");
        MediaConfig video = config.media().get(1);
        assertThat(video.send().maxBitrateBps()).isEqualTo(300_000);
        assertThat(video.send().codecs()).extracting(CodecConfig::name).containsExactly("VP8", "H264");
        assertThat(video.send().codecs().get(1).feedback()).containsExactly("nack pli", "ccm fir");
        assertThat(plain(config, 1).hasFeedback()).isTrue();
        assertThat(Objects.requireNonNull(plain(config, 1).remote()).rtcpPort()).isEqualTo(9100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void shouldSendNothingOnHold(String address) {
        String type = address.equals("::") ? "IP6" : "IP4";
        String offer = Fixtures.text("ffmpeg-h264").replace("c=IN IP4 127.0.0.1", "c=IN " + type + " " + address);

        SessionConfig config = negotiator.processOffer(offer).value().config();

        assertThat(config.media().get(0).direction()).isEqualTo(Direction.RECVONLY);
        assertThat(plain(config, 0).remote()).isNull();
    }

    @Test
    void shouldNotLookUpNames() {
        String offer = Fixtures.text("ffmpeg-h264").replace("c=IN IP4 127.0.0.1", "c=IN IP4 media.example");

        NegotiationError error = negotiator.processOffer(offer).error();

        assertThat(error.reason()).isEqualTo(Reason.UNSUPPORTED);
        assertThat(error.message()).contains("media.example", "IP address");
    }

    @Test
    void shouldShareThePortWhenAsked() {
        String offer = Fixtures.text("ffmpeg-h264") + "a=rtcp-mux\r\n";

        Negotiated negotiated = negotiator.processOffer(offer).value();

        assertThat(negotiated.localDescription()).contains("a=rtcp-mux\r\n", "a=rtcp:20002\r\n");
        assertThat(negotiated.config().transports().get(0).isMuxed()).isTrue();
    }

    @Test
    void shouldRefuseWhenNoPortIsFree() {
        facts.ports = 1;

        SessionConfig config =
                negotiator.processOffer(Fixtures.text("linphone-like")).value().config();

        assertThat(config.media().get(0).isRejected()).isFalse();
        assertThat(config.media().get(1).rejection()).contains("no port is free");
    }

    @Test
    void shouldChooseTheFirstUsableSdesLine() {
        Negotiator secure = new Negotiator(
                SeededFacts.plain("us", SdesSuite.AES_CM_128_HMAC_SHA1_32, SdesSuite.AES_CM_128_HMAC_SHA1_80),
                new SeededFacts("us", 2));

        Negotiated negotiated = secure.processOffer(Fixtures.text("sdes")).value();

        PlainConfig plain = plain(negotiated.config(), 0);
        assertThat(negotiated.localDescription())
                .contains("RTP/SAVP 0\r\n", "a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:")
                .doesNotContain("a=crypto:1", "a=crypto:3");
        assertThat(Objects.requireNonNull(plain.receiveCrypto()).lifetimePackets())
                .isEqualTo(1 << 20);
        assertThat(plain.receiveCrypto().mki()).isEqualTo(1);
        assertThat(plain.receiveCrypto().mkiBytes()).isEqualTo(4);
        assertThat(Objects.requireNonNull(plain.sendCrypto()).keyAndSalt()).hasSize(30);
        assertThat(plain.sendCrypto().toString())
                .doesNotContain(plain.sendCrypto().inlineKey());
    }

    @Test
    void shouldProtectWhatFfmpegProtectsUnderThePlainProfile() {
        Negotiator secure =
                new Negotiator(SeededFacts.plain("us", SdesSuite.AES_CM_128_HMAC_SHA1_80), new SeededFacts("us", 2));

        PlainConfig plain = plain(
                secure.processOffer(Fixtures.text("ffmpeg-opus-srtp")).value().config(), 0);

        assertThat(Objects.requireNonNull(plain.receiveCrypto()).inlineKey())
                .isEqualTo("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5");
    }

    @Test
    void shouldRefuseUnprotectedMediaWhenKeysAreDemanded() {
        Negotiator secure =
                new Negotiator(SeededFacts.plain("us", SdesSuite.AES_CM_128_HMAC_SHA1_80), new SeededFacts("us", 2));

        SessionConfig config =
                secure.processOffer(Fixtures.text("ffmpeg-h264")).value().config();

        assertThat(config.rejections()).singleElement().asString().contains("a=crypto", "AES_CM_128_HMAC_SHA1_80");
        assertThat(config.isEmpty()).isTrue();
    }

    @Test
    void shouldRefuseWebRtcOnAPlainEndpoint() {
        NegotiationError error =
                negotiator.processOffer(Fixtures.text("chromium-av")).error();

        assertThat(error.message()).contains("UDP/TLS/RTP/SAVPF", "plain RTP");
    }

    @Test
    void shouldOfferAndAgreeOnKeysBothWays() {
        SdesSuite[] suites = {SdesSuite.AEAD_AES_128_GCM, SdesSuite.AES_CM_128_HMAC_SHA1_80};
        TwoNegotiators two =
                new TwoNegotiators(SeededFacts.plain("left", suites), SeededFacts.plain("right", suites[1]), 4);
        two.left.addTransceiver(MediaKind.AUDIO, Direction.SENDRECV);

        two.negotiate();

        PlainConfig left = plain(two.leftConfig, 0);
        PlainConfig right = plain(two.rightConfig, 0);
        assertThat(two.offer).contains("RTP/SAVPF", "a=crypto:1 AEAD_AES_128_GCM", "a=crypto:2 AES_CM_128");
        assertThat(left.sendCrypto()).isEqualTo(right.receiveCrypto());
        assertThat(right.sendCrypto()).isEqualTo(left.receiveCrypto());
        assertThat(left.local()).isEqualTo(right.remote());
        two.negotiate();
        assertThat(plain(two.leftConfig, 0)).isEqualTo(left);
    }

    private static PlainConfig plain(SessionConfig config, int index) {
        return Objects.requireNonNull(config.transports().get(index).plain());
    }
}
