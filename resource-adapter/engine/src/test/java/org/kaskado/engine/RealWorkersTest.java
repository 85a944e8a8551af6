package org.kaskado.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaskado.connector.MediaException;

/** The engine with real files and real worker processes. */
class RealWorkersTest {
    @TempDir
    static Path data;

    private static RealEngine engine;
    private String pipeline;

    @BeforeAll
    static void start() throws Exception {
        engine = new RealEngine(data);
        Clips.webm(media("clip.webm"), 3);
        Clips.mp4(media("clip.mp4"), 3);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @BeforeEach
    void open() {
        pipeline = engine.pipeline();
    }

    private static Path media(String name) {
        return data.resolve("media").resolve(name);
    }

    @Test
    void shouldPlayAStoredClipIntoAnHttpReaderUntouched() throws Exception {
        byte[] bytes = played("clip.webm", "WEBM");
        Path got = Files.write(data.resolve("got.webm"), bytes);
        assertThat(Clips.codecs(got).split(" ")).containsExactlyInAnyOrder("vp8", "opus");
        assertThat(Clips.lastPacket(got, "v")).isEqualTo(3, within(0.2));
        assertThat(Clips.lastPacket(got, "a")).isEqualTo(3, within(0.2));
    }

    @Test
    void shouldPlayAStoredMp4AsFragments() throws Exception {
        Path got = Files.write(data.resolve("got.mp4"), played("clip.mp4", "MP4"));
        assertThat(Clips.codecs(got).split(" ")).containsExactlyInAnyOrder("h264", "aac");
        assertThat(Clips.lastPacket(got, "v")).isEqualTo(3, within(0.2));
    }

    @Test
    void shouldTranscodeForAnHttpReaderWhoseContainerTakesOtherCodecs() throws Exception {
        Path got = Files.write(data.resolve("got-transcoded.webm"), played("clip.mp4", "WEBM"));
        assertThat(Clips.codecs(got).split(" ")).containsExactlyInAnyOrder("vp8", "opus");
        assertThat(Clips.lastPacket(got, "v")).isEqualTo(3, within(0.3));
        assertThat(Clips.lastPacket(got, "a")).isEqualTo(3, within(0.3));
    }

    @Test
    void shouldRecordAnUploadInEachProfile() throws Exception {
        Map<String, String> expected = Map.of(
                "WEBM", "opus vp8",
                "WEBM_VIDEO_ONLY", "vp8",
                "WEBM_AUDIO_ONLY", "opus",
                "MKV", "aac h264",
                "MP4", "aac h264",
                "MP4_VIDEO_ONLY", "h264",
                "MP4_AUDIO_ONLY", "aac");
        for (Map.Entry<String, String> profile : expected.entrySet()) {
            Path recorded = recorded("clip.mp4", "video/mp4", profile.getKey());
            String[] codecs = Clips.codecs(recorded).split(" ");
            java.util.Arrays.sort(codecs);
            assertThat(String.join(" ", codecs)).as(profile.getKey()).isEqualTo(profile.getValue());
            assertThat(Clips.duration(recorded)).as(profile.getKey()).isEqualTo(3, within(0.15));
        }
    }

    @Test
    void shouldPlayThroughFilters() throws Exception {
        for (String command : new String[] {"videoflip method=4", "hue=s=0,vflip", "textoverlay text=hello"}) {
            String player = engine.element(pipeline, "PlayerEndpoint", "uri", "clip.mp4");
            String filter = engine.element(pipeline, "GStreamerFilter", "command", command);
            String http = engine.element(pipeline, "HttpGetEndpoint", "mediaProfile", "MP4", "terminateOnEOS", true);
            engine.listen(filter, "Error");
            engine.listen(player, "Error");
            engine.connect(player, filter);
            engine.connect(filter, http);
            var source = engine.source((String) engine.invoke(http, "getUrl"));
            engine.invoke(player, "play");
            Path got = Files.write(data.resolve("filtered.mp4"), engine.read(source, Integer.MAX_VALUE));
            assertThat(Clips.lastPacket(got, "v")).as(command).isEqualTo(3, within(0.3));
            assertThat(engine.events().toString()).as(command).doesNotContain("type=Error");
        }
    }

    private byte[] played(String uri, String profile) throws InterruptedException {
        String player = engine.element(pipeline, "PlayerEndpoint", "uri", uri);
        String http = engine.element(pipeline, "HttpGetEndpoint", "terminateOnEOS", true, "mediaProfile", profile);
        engine.listen(http, "MediaSessionStarted", "MediaSessionTerminated");
        engine.listen(player, "EndOfStream", "Error", "MediaFlowOutStateChanged");
        engine.connect(player, http);
        var source = engine.source((String) engine.invoke(http, "getUrl"));
        engine.await(http, "MediaSessionStarted");
        engine.invoke(player, "play");
        byte[] bytes = engine.read(source, Integer.MAX_VALUE);
        source.close(null);
        engine.await(player, "EndOfStream");
        engine.await(http, "MediaSessionTerminated");
        return bytes;
    }

    @Test
    void shouldRecordAnUploadUntouched() throws Exception {
        Path recorded = recorded("clip.webm", "video/webm", "WEBM");
        assertThat(Clips.codecs(recorded).split(" ")).containsExactlyInAnyOrder("vp8", "opus");
        assertThat(Clips.duration(recorded)).isEqualTo(3, within(0.1));
    }

    @Test
    void shouldRecordAnUploadedMp4WhoseIndexIsAtItsEnd() throws Exception {
        Path recorded = recorded("clip.mp4", "video/mp4", "MP4");
        assertThat(Clips.codecs(recorded).split(" ")).containsExactlyInAnyOrder("h264", "aac");
        assertThat(Clips.duration(recorded)).isEqualTo(3, within(0.1));
    }

    private Path recorded(String upload, String contentType, String profile) throws IOException, InterruptedException {
        Path target = media("recorded-" + profile.toLowerCase(java.util.Locale.ROOT) + "-" + upload);
        String post = engine.element(pipeline, "HttpPostEndpoint");
        String recorder = engine.element(
                pipeline,
                "RecorderEndpoint",
                "uri",
                target.getFileName().toString(),
                "mediaProfile",
                profile,
                "stopOnEndOfStream",
                true);
        engine.listen(post, "EndOfStream", "Error", "MediaSessionTerminated");
        engine.listen(recorder, "Recording", "Stopped", "Error");
        engine.connect(post, recorder);
        engine.invoke(recorder, "record");
        engine.upload((String) engine.invoke(post, "getUrl"), media(upload), contentType);
        engine.await(post, "EndOfStream");
        engine.await(recorder, "Recording");
        engine.await(recorder, "Stopped");
        engine.await(post, "MediaSessionTerminated");
        return target;
    }

    @Test
    void shouldLeaveTheRecordingPlayableAndPlayOnWhenTheWorkerIsKilled() throws Exception {
        Clips.mp4(media("long.mp4"), 20);
        String player = engine.element(pipeline, "PlayerEndpoint", "uri", "long.mp4");
        String recorder = engine.element(pipeline, "RecorderEndpoint", "uri", "killed.mp4", "mediaProfile", "MP4");
        engine.listen(player, "Error", "MediaFlowOutStateChanged", "UriEndpointStateChanged");
        engine.listen(recorder, "Recording", "Stopped", "Error");
        engine.connect(player, recorder);
        engine.invoke(recorder, "record");
        engine.invoke(player, "play");
        engine.await(recorder, "Recording");
        awaitGrowth(media("killed.mp4"), 40_000);
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .forEach(ProcessHandle::destroyForcibly);

        assertThat(engine.await(recorder, "Error").data()).containsEntry("type", "WORKER_LOST");
        engine.await(recorder, "Stopped");
        assertThat(Clips.codecs(media("killed.mp4")).split(" ")).containsExactlyInAnyOrder("h264", "aac");
        assertThat(Clips.lastPacket(media("killed.mp4"), "v")).isGreaterThan(0.5);
        engine.await(player, "Error");
        assertThat(engine.invoke(player, "getState")).isEqualTo("START");
        engine.invoke(player, "pause");
        assertThat((Long) engine.invoke(player, "getPosition")).isGreaterThan(500);
        assertThat(engine.invoke(player, "getState")).isEqualTo("PAUSE");
    }

    private static void awaitGrowth(Path file, long bytes) {
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> Files.size(file) > bytes);
    }

    @Test
    void shouldSeekPauseAndTellPositionAndLength() throws Exception {
        String player = engine.element(pipeline, "PlayerEndpoint", "uri", "clip.webm");
        String http = engine.element(pipeline, "HttpGetEndpoint");
        engine.connect(player, http);
        engine.listen(player, "EndOfStream", "Error");
        engine.invoke(player, "play");
        engine.invoke(player, "pause");
        engine.invoke(player, "setPosition", Map.of("position", 2_000));
        @SuppressWarnings("unchecked")
        Map<String, Object> info = (Map<String, Object>) engine.invoke(player, "getVideoInfo");
        assertThat(info).containsEntry("isSeekable", true).containsEntry("__type__", "VideoInfo");
        assertThat((Long) info.get("duration")).isBetween(2_900L, 3_100L);
        assertThat((Long) engine.invoke(player, "getPosition")).isBetween(1_900L, 2_200L);
        engine.invoke(player, "play");
        engine.await(player, "EndOfStream");
        assertThat(engine.invoke(player, "getState")).isEqualTo("STOP");
    }

    @Test
    void shouldRefuseAnInputThatTricklesForEver() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/trickle.webm", RealWorkersTest::trickle);
        server.start();
        try {
            String uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/trickle.webm";
            String player = engine.element(pipeline, "PlayerEndpoint", "uri", uri);
            engine.listen(player, "Error");
            assertThatThrownBy(() -> engine.invoke(player, "play")).hasMessageContaining("kaskado.probe.timeout");
            engine.await(player, "Error");
            assertThat(engine.invoke(player, "getState")).isEqualTo("STOP");
        } finally {
            server.stop(0);
        }
    }

    /** A picture of noise that says it is WebM, a few bytes at a time, until nobody reads any more. */
    private static void trickle(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(new byte[] {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, 0x01, 0, 0, 0, 0, 0, 0, 0});
            for (int i = 0; i < 1_000; i++) {
                body.write(i);
                body.flush();
                LockSupport.parkNanos(50_000_000);
            }
        } catch (IOException gone) {
            exchange.close();
        }
    }

    @Test
    void shouldSayClearlyThatAFileIsNoMedia() throws Exception {
        Files.writeString(media("text.mp4"), "this is a text file\n".repeat(100));
        Files.writeString(media("empty.webm"), "");
        for (String name : new String[] {"text.mp4", "empty.webm"}) {
            String player = engine.element(pipeline, "PlayerEndpoint", "uri", name);
            engine.listen(player, "Error");
            assertThatThrownBy(() -> engine.invoke(player, "play"))
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining(name);
            engine.await(player, "Error");
            assertThat(engine.invoke(player, "getState")).isEqualTo("STOP");
        }
    }
}
