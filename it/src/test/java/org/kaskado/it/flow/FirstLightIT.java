package org.kaskado.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kaskado.it.media.Clip;
import org.kaskado.it.media.Probe;
import org.kaskado.it.server.ClipsApplication;
import org.kaskado.it.server.KaskadoServer;
import org.kaskado.it.server.OpenApi;
import org.kaskado.it.server.SharedServer;

/** One clip on every way to a client. */
@ExtendWith(SharedServer.class)
final class FirstLightIT {
    @TempDir
    private Path folder;

    @Test
    void shouldPlayWhenTheHandlersUrlIsFetched(KaskadoServer server) {
        ClipsApplication.on(server);
        String name = Clip.MP4_FASTSTART.copyTo(server.data().resolve("media"));
        HttpResponse<Path> answer = OpenApi.download(server.uri("/clips/plain/" + name), folder.resolve("got.mp4"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("video/mp4"));
        assertThat(answer.headers().firstValue("content-length")).isEmpty();
        Probe probe = Probe.of(answer.body());
        assertThat(probe.video()).isPresent();
        assertThat(probe.audio()).isPresent();
        assertThat(probe.durationSeconds()).isCloseTo(10, within(0.5));
    }

    @Test
    void shouldRedirectToTheMediaUrlWhenTheServiceSaysSo(KaskadoServer server)
            throws IOException, InterruptedException {
        ClipsApplication.on(server);
        String name = Clip.WEBM_VP8.copyTo(server.data().resolve("media"));
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.uri("/clips/redirect/" + name))
                                .build(),
                        BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(307);
        URI media =
                server.uri("/").resolve(answer.headers().firstValue("location").orElseThrow());
        assertThat(media.getPath()).startsWith("/kaskado/media/");
        HttpResponse<Path> got = OpenApi.download(media, folder.resolve("got.webm"));
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(Probe.of(got.body()).video()).isPresent();
    }

    @Test
    void shouldPlayAndTellTheEndWhenStartedByJson(KaskadoServer server) {
        ClipsApplication.on(server);
        OpenApi api = ClipsApplication.service(server, "play", Clip.WEBM_VP8, "");
        JsonObject started = api.start();
        String sessionId = started.getString("sessionId");
        JsonObject echoed = api.execute(sessionId, "say", "hello");
        assertThat(echoed.getJsonObject("result").getString("commandResult")).isEqualTo("hello");
        assertThat(api.poll(sessionId).getJsonObject("result").toString()).contains("\"echo\"", "\"hello\"");
        HttpResponse<Path> got =
                OpenApi.download(server.uri("/").resolve(started.getString("url")), folder.resolve("got.webm"));
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(Probe.of(got.body()).durationSeconds()).isCloseTo(10, within(0.5));
        assertThat(api.poll(sessionId).toString()).contains("sessionTerminated");
    }

    @Test
    void shouldPushEventsOverAWebSocket(KaskadoServer server) throws InterruptedException {
        ClipsApplication.on(server);
        String name = Clip.WEBM_VP8.copyTo(server.data().resolve("media"));
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(server.webSocketUri("/clips/play/" + name), new Listener(messages))
                .join();
        socket.sendText(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"start\",\"params\":{\"constraints\":{\"audio\":\"recvonly\",\"video\":\"recvonly\"}},\"id\":1}",
                        true)
                .join();
        String started = messages.poll(20, TimeUnit.SECONDS);
        assertThat(started).contains("\"url\"", "\"sessionId\"");
        String sessionId = String.valueOf(started).replaceFirst(".*\"sessionId\":\"([^\"]+)\".*", "$1");
        socket.sendText(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"execute\",\"params\":{\"sessionId\":\"" + sessionId
                                + "\",\"command\":{\"type\":\"say\",\"data\":\"pushed\"}},\"id\":2}",
                        true)
                .join();
        String all = messages.poll(20, TimeUnit.SECONDS) + "\n" + messages.poll(20, TimeUnit.SECONDS);
        assertThat(all).contains("commandResult", "echo", "pushed");
        socket.abort();
    }

    private static final class Listener implements WebSocket.Listener {
        private final BlockingQueue<String> messages;
        private final StringBuilder partial = new StringBuilder();

        Listener(BlockingQueue<String> messages) {
            this.messages = messages;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(partial.toString());
                partial.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
