package org.kaskado.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaskado.connector.MediaException;

/** Plain RTP with FFmpeg as the peer, over loopback, with real workers. */
class RtpSessionTest {
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5";

    @TempDir
    static Path data;

    private static RealEngine engine;
    private String pipeline;
    private String endpoint;

    @BeforeAll
    static void start() throws Exception {
        engine = new RealEngine(data);
        Clips.webm(media("clip.webm"), 6);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @BeforeEach
    void open() {
        pipeline = engine.pipeline();
        endpoint = endpoint();
    }

    @AfterEach
    void release() {
        engine.release(pipeline);
    }

    private String endpoint(Object... others) {
        String made = engine.element(pipeline, "RtpEndpoint", others);
        engine.listen(
                made,
                "MediaStateChanged",
                "ConnectionStateChanged",
                "MediaSessionStarted",
                "MediaSessionTerminated",
                "Error");
        return made;
    }

    private static Path media(String name) {
        return data.resolve("media").resolve(name);
    }

    private static String offer(String direction, String... sections) {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=test\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                + String.join("a=" + direction + "\r\n", sections) + "a=" + direction + "\r\n";
    }

    private static String vp8(int port, String profile) {
        return "m=video " + port + " " + profile + " 96\r\na=rtpmap:96 VP8/90000\r\n";
    }

    private static String opus(int port, String profile) {
        return "m=audio " + port + " " + profile + " 97\r\na=rtpmap:97 opus/48000/2\r\n";
    }

    private String answerTo(String at, String offer) {
        return (String) engine.invoke(at, "processOffer", Map.of("offer", offer));
    }

    private static String url(String scheme, String answer, String medium) {
        return scheme + "://127.0.0.1:" + RtpPrograms.port(answer, medium);
    }

    private String recorder(String source, String file, String profile) {
        String recorder = engine.element(pipeline, "RecorderEndpoint", "uri", file, "mediaProfile", profile);
        engine.listen(recorder, "Recording", "Error");
        engine.connect(source, recorder);
        engine.invoke(recorder, "record");
        return recorder;
    }

    private void assertRecorded(String file, double seconds, String... codecs) throws Exception {
        assertThat(Clips.codecs(media(file)).split(" ")).containsExactlyInAnyOrder(codecs);
        assertThat(Clips.lastPacket(media(file), "v")).isEqualTo(seconds, within(0.7));
        assertThat(Clips.lastPacket(media(file), "a")).isEqualTo(seconds, within(0.7));
    }

    @Test
    void shouldRecordWhatFfmpegSends() throws Exception {
        String answer = answerTo(endpoint, offer("sendonly", vp8(40_000, "RTP/AVP"), opus(40_002, "RTP/AVP")));
        assertThat(answer).contains("a=recvonly").doesNotContain("a=rtcp-mux");
        String recorder = recorder(endpoint, "vp8-opus.webm", "WEBM");

        Process ffmpeg = RtpPrograms.send(
                4,
                RtpPrograms.both(
                        RtpPrograms.vp8(96, url("rtp", answer, "video")),
                        RtpPrograms.opus(97, url("rtp", answer, "audio"))));
        assertThat(engine.await(endpoint, "MediaStateChanged").data()).containsEntry("newState", "CONNECTED");
        engine.await(recorder, "Recording");
        RtpPrograms.awaitEnd(ffmpeg);
        engine.invoke(recorder, "stopAndWait");

        assertRecorded("vp8-opus.webm", 4, "vp8", "opus");
    }

    @Test
    void shouldRecordH264WithTelephoneSound() throws Exception {
        String video = "m=video 40000 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
                + "a=fmtp:96 packetization-mode=1;profile-level-id=42e01f\r\n";
        String answer = answerTo(endpoint, offer("sendonly", video, "m=audio 40002 RTP/AVP 0\r\n"));
        String recorder = recorder(endpoint, "h264-pcmu.mp4", "MP4");

        Process ffmpeg = RtpPrograms.send(
                4,
                RtpPrograms.both(
                        RtpPrograms.h264(96, url("rtp", answer, "video")),
                        RtpPrograms.pcmu(url("rtp", answer, "audio"))));
        engine.await(recorder, "Recording");
        RtpPrograms.awaitEnd(ffmpeg);
        engine.invoke(recorder, "stopAndWait");

        assertRecorded("h264-pcmu.mp4", 4, "h264", "aac");
    }

    @Test
    void shouldSendAPlayedClipToFfmpeg() throws Exception {
        int video = RtpPrograms.freePair();
        int audio = video + 2;
        String answer = answerTo(endpoint, offer("recvonly", vp8(video, "RTP/AVP"), opus(audio, "RTP/AVP")));
        assertThat(answer).contains("a=sendonly");
        Path got = data.resolve("got.webm");
        Process ffmpeg = RtpPrograms.receive(answer, video, audio, got, 3);

        play();
        RtpPrograms.awaitEnd(ffmpeg);

        assertThat(Clips.codecs(got).split(" ")).containsExactlyInAnyOrder("vp8", "opus");
        assertThat(Clips.lastPacket(got, "v")).isEqualTo(3, within(0.7));
    }

    private void play() {
        String player = engine.element(pipeline, "PlayerEndpoint", "uri", "clip.webm");
        engine.connect(player, endpoint);
        engine.invoke(player, "play");
    }

    @Test
    void shouldRecordWhatFfmpegProtects() throws Exception {
        String crypto = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "\r\n";
        String answer = answerTo(
                endpoint, offer("sendonly", vp8(40_000, "RTP/SAVP") + crypto, opus(40_002, "RTP/SAVP") + crypto));
        assertThat(answer).contains("RTP/SAVP", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:");
        String recorder = recorder(endpoint, "srtp.webm", "WEBM");

        String[] keys = {"-srtp_out_suite", "AES_CM_128_HMAC_SHA1_80", "-srtp_out_params", KEY};
        Process ffmpeg = RtpPrograms.send(
                4,
                RtpPrograms.both(
                        RtpPrograms.vp8(96, url("srtp", answer, "video"), keys),
                        RtpPrograms.opus(97, url("srtp", answer, "audio"), keys)));
        engine.await(recorder, "Recording");
        RtpPrograms.awaitEnd(ffmpeg);
        engine.invoke(recorder, "stopAndWait");

        assertRecorded("srtp.webm", 4, "vp8", "opus");
    }

    @Test
    void shouldProtectWhatFfmpegReceives() throws Exception {
        endpoint = endpoint("crypto", Map.of("keyBase64", KEY, "crypto", "AES_128_CM_HMAC_SHA1_80"));
        int video = RtpPrograms.freePair();
        String crypto = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY.replace('M', 'N') + "\r\n";
        String answer = answerTo(endpoint, offer("recvonly", vp8(video, "RTP/SAVP") + crypto));
        assertThat(answer).contains("inline:" + KEY);
        Path got = data.resolve("got-srtp.webm");
        Process ffmpeg = RtpPrograms.receive(answer, video, 0, got, 3);

        play();
        RtpPrograms.awaitEnd(ffmpeg);

        assertThat(Clips.codecs(got)).isEqualTo("vp8");
        assertThat(Clips.lastPacket(got, "v")).isEqualTo(3, within(0.7));
    }

    @Test
    void shouldRecordWhatGstreamerSends() throws Exception {
        assumeTrue(RtpPrograms.hasGstreamer());
        String answer = answerTo(endpoint, offer("sendonly", vp8(40_000, "RTP/AVPF")));
        int port = RtpPrograms.port(answer, "video");
        String recorder = recorder(endpoint, "gstreamer.webm", "WEBM_VIDEO_ONLY");

        Process gstreamer = RtpPrograms.gstreamer("rtpbin name=rtp videotestsrc is-live=true num-buffers=100"
                + " ! video/x-raw,width=320,height=180,framerate=25/1 ! vp8enc deadline=1 keyframe-max-dist=25"
                + " ! rtpvp8pay pt=96 mtu=1200 ! rtp.send_rtp_sink_0 rtp.send_rtp_src_0 ! udpsink host=127.0.0.1 port="
                + port + " rtp.send_rtcp_src_0 ! udpsink host=127.0.0.1 sync=false async=false port=" + (port + 1));
        engine.await(recorder, "Recording");
        RtpPrograms.awaitEnd(gstreamer);
        engine.invoke(recorder, "stopAndWait");

        assertThat(Clips.codecs(media("gstreamer.webm"))).isEqualTo("vp8");
        assertThat(Clips.lastPacket(media("gstreamer.webm"), "v"))
                .as("4 s; it starts with the first key frame after the recorder is there, one comes each second")
                .isBetween(2.5, 4.3);
    }

    @Test
    void shouldSendAPlayedClipToGstreamer() throws Exception {
        assumeTrue(RtpPrograms.hasGstreamer());
        int port = RtpPrograms.freePair();
        answerTo(endpoint, offer("recvonly", vp8(port, "RTP/AVPF")));
        Path got = data.resolve("gstreamer-got.webm");
        Process gstreamer = RtpPrograms.gstreamer("udpsrc address=127.0.0.1 num-buffers=90 port=" + port
                + " caps=application/x-rtp,media=video,clock-rate=90000,encoding-name=VP8,payload=96"
                + " ! rtpjitterbuffer ! rtpvp8depay ! webmmux ! filesink location=" + got);
        RtpPrograms.awaitBound(gstreamer, port);

        play();
        RtpPrograms.awaitEnd(gstreamer);

        assertThat(Clips.codecs(got)).isEqualTo("vp8");
        assertThat(Clips.lastPacket(got, "v")).isBetween(1.0, 6.0);
    }

    @Test
    void shouldForwardPacketsToAWebRtcPeerWithoutDecoding(@TempDir Path elsewhere) throws Exception {
        try (RealEngine viewer = new RealEngine(elsewhere)) {
            String answer = answerTo(endpoint, offer("sendonly", vp8(40_000, "RTP/AVP"), opus(40_002, "RTP/AVP")));
            String web = engine.element(pipeline, "WebRtcEndpoint");
            engine.listen(endpoint, "MediaTranscodingStateChanged");
            engine.connect(endpoint, web);
            String remotePipeline = viewer.pipeline();
            String remote = viewer.element(remotePipeline, "WebRtcEndpoint", "recvonly", true);
            viewer.listen(remote, "ConnectionStateChanged", "Error");
            String recorder = viewer.element(remotePipeline, "RecorderEndpoint", "uri", "seen.webm");
            viewer.listen(recorder, "Recording", "Error");
            viewer.connect(remote, recorder);
            viewer.invoke(recorder, "record");
            String webOffer = (String) viewer.invoke(remote, "generateOffer");
            viewer.invoke(
                    remote,
                    "processAnswer",
                    Map.of("answer", engine.invoke(web, "processOffer", Map.of("offer", webOffer))));
            viewer.await(remote, "ConnectionStateChanged");

            Process ffmpeg = RtpPrograms.send(
                    5,
                    RtpPrograms.both(
                            RtpPrograms.vp8(96, url("rtp", answer, "video")),
                            RtpPrograms.opus(97, url("rtp", answer, "audio"))));
            viewer.await(recorder, "Recording");
            RtpPrograms.awaitEnd(ffmpeg);
            viewer.invoke(recorder, "stopAndWait");

            assertThat(Clips.codecs(elsewhere.resolve("media/seen.webm")).split(" "))
                    .containsExactlyInAnyOrder("vp8", "opus");
            assertThat(Clips.lastPacket(elsewhere.resolve("media/seen.webm"), "v"))
                    .isGreaterThan(3);
            assertThat(engine.invoke(endpoint, "isMediaTranscoding", Map.of("mediaType", "VIDEO")))
                    .isEqualTo(false);
            assertThat(engine.events().toString()).doesNotContain("state=TRANSCODING");
        }
    }

    @Test
    void shouldTellWhenMediaCeasesAndGoOn() throws Exception {
        String answer = answerTo(endpoint, offer("sendonly", vp8(40_000, "RTP/AVP")));
        Process silenced = RtpPrograms.send(30, RtpPrograms.vp8(96, url("rtp", answer, "video")));
        engine.await(endpoint, "MediaStateChanged");
        silenced.destroyForcibly().waitFor();

        engine.await(endpoint, "MediaStateChanged", event -> "DISCONNECTED".equals(event.get("newState")));
        assertThat(engine.invoke(endpoint, "getMediaState")).isEqualTo("DISCONNECTED");
        assertThat(engine.events().stream().map(Object::toString).filter(event -> event.contains(endpoint)))
                .noneMatch(event -> event.contains("MediaSessionTerminated"));
    }

    @Test
    void shouldEndWhenThePeerSaysGoodbyeToAllItSends() throws Exception {
        String answer = answerTo(endpoint, offer("sendonly", vp8(40_000, "RTP/AVP")));
        Process ffmpeg = RtpPrograms.send(1, RtpPrograms.vp8(96, url("rtp", answer, "video"), "-rtpflags", "send_bye"));

        engine.await(endpoint, "MediaSessionTerminated");
        RtpPrograms.awaitEnd(ffmpeg);
    }

    @Test
    void shouldTalkWithAnotherRtpEndpointBothWays() throws Exception {
        String other = endpoint("crypto", Map.of("crypto", "AES_128_CM_HMAC_SHA1_32"));
        String offer = (String) engine.invoke(other, "generateOffer");
        assertThat(offer).contains("RTP/SAVPF", "AES_CM_128_HMAC_SHA1_32 inline:");
        engine.invoke(other, "processAnswer", Map.of("answer", answerTo(endpoint, offer)));
        String recorder = recorder(other, "other.webm", "WEBM");

        play();
        engine.await(recorder, "Recording");
        engine.await(other, "MediaStateChanged");
        String back = recorder(endpoint, "back.webm", "WEBM");
        String player = engine.element(pipeline, "PlayerEndpoint", "uri", "clip.webm");
        engine.listen(player, "EndOfStream");
        engine.connect(player, other);
        engine.invoke(player, "play");
        engine.await(player, "EndOfStream");
        engine.invoke(recorder, "stopAndWait");
        engine.invoke(back, "stopAndWait");

        assertThat(Clips.codecs(media("other.webm")).split(" ")).containsExactlyInAnyOrder("vp8", "opus");
        assertThat(Clips.codecs(media("back.webm")).split(" ")).containsExactlyInAnyOrder("vp8", "opus");
        assertThat(Clips.lastPacket(media("back.webm"), "v")).isGreaterThan(4);
    }

    @Test
    void shouldCarryOnWhenOthersSendToItsPorts() throws Exception {
        String answer = answerTo(endpoint, offer("sendonly", vp8(40_000, "RTP/AVP"), opus(40_002, "RTP/AVP")));
        String recorder = recorder(endpoint, "attacked.webm", "WEBM");
        Process ffmpeg = RtpPrograms.send(
                4,
                RtpPrograms.both(
                        RtpPrograms.vp8(96, url("rtp", answer, "video")),
                        RtpPrograms.opus(97, url("rtp", answer, "audio"))));
        engine.await(recorder, "Recording");
        try (DatagramSocket attacker = new DatagramSocket()) {
            Random random = new Random(11);
            for (int i = 0; i < 2_000; i++) {
                byte[] forged = new byte[12 + random.nextInt(200)];
                random.nextBytes(forged);
                forged[0] = (byte) 0x80;
                forged[1] = i % 3 == 0 ? 96 : forged[1];
                int port = RtpPrograms.port(answer, i % 2 == 0 ? "video" : "audio") + i % 4 / 2;
                attacker.send(new DatagramPacket(forged, forged.length, InetAddress.getLoopbackAddress(), port));
            }
        }
        RtpPrograms.awaitEnd(ffmpeg);
        engine.invoke(recorder, "stopAndWait");

        assertRecorded("attacked.webm", 4, "vp8", "opus");
    }

    @Test
    void shouldRefuseWhatItCannotProtectOrCarryWithASentence() {
        assertThatThrownBy(() -> endpoint("crypto", Map.of("crypto", "AES_256_CM_HMAC_SHA1_80")))
                .hasMessageContaining("AES_256_CM_HMAC_SHA1_80")
                .hasMessageContaining("AES_128_CM_HMAC_SHA1_80");
        assertThatThrownBy(() -> endpoint("crypto", Map.of("key", "too short")))
                .hasMessageContaining("9 bytes")
                .hasMessageContaining("30");
        String secure = endpoint("crypto", Map.of("keyBase64", KEY));
        assertThat(answerTo(secure, offer("sendonly", vp8(40_000, "RTP/AVP")))).contains("m=video 0 ");
        assertThat(engine.await(secure, "Error").data().get("description").toString())
                .contains("a=crypto");
        assertThatThrownBy(() -> answerTo(endpoint, "not SDP")).isInstanceOf(MediaException.class);
        assertThatThrownBy(() -> engine.invoke(endpoint, "getLocalSessionDescriptor"))
                .hasMessageContaining("No local SDP");
    }

    @Test
    void shouldCountWhatComesAndFreeItsPorts() throws Exception {
        String answer = answerTo(endpoint, offer("sendonly", vp8(40_000, "RTP/AVP")));
        int port = RtpPrograms.port(answer, "video");
        Process ffmpeg = RtpPrograms.send(2, RtpPrograms.vp8(96, url("rtp", answer, "video")));
        engine.await(endpoint, "MediaStateChanged");
        assertThat(engine.invoke(endpoint, "getStats").toString())
                .contains("RTCInboundRTPStreamStats", "RTCTransportStats", "packetsReceived");
        assertThatThrownBy(() -> new DatagramSocket(port, InetAddress.getLoopbackAddress()))
                .isInstanceOf(IOException.class);
        engine.release(endpoint);
        ffmpeg.destroyForcibly().waitFor();

        try (DatagramSocket again = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            assertThat(again.isBound()).isTrue();
        }
    }
}
