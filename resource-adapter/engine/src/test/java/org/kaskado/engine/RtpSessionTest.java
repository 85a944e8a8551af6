package org.kaskado.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
