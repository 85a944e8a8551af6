package org.kaskado.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kaskado.it.browser.PageTests;
import org.kaskado.it.live.LiveClient;

/** A server that asks for tokens, and whose disk counts as full. */
final class GuardedServerIT {
    private static final String START = "{\"jsonrpc\":\"2.0\",\"method\":\"start\",\"params\":{},\"id\":1}";
    private static final String PLAY = "/kaskado/demo/play/card.mp4";

    private static final int MAX_ELEMENTS = 10;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static KaskadoServer server;
    private static String token;

    @BeforeAll
    static void start() throws IOException {
        server = KaskadoServer.startWithJavaOptions(
                "guarded",
                "-Dkaskado.access=token -Dkaskado.disk.floor-bytes=100000000000000 -Dkaskado.elements.max="
                        + MAX_ELEMENTS + " -Dkaskado.live.early-viewers=refuse");
        token = Files.readString(server.data().resolve("secrets/access-token")).strip();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldWantATokenInAHeaderOrInTheQuery() throws Exception {
        assertThat(post(PLAY, null).statusCode()).isEqualTo(401);
        assertThat(post(PLAY, "wrong").statusCode()).isEqualTo(401);
        assertThat(post(PLAY + "?access_token=wrong", null).statusCode()).isEqualTo(401);
        assertThat(post(PLAY, null).body()).contains("?access_token=").doesNotContain(token);
        assertThat(json(post(PLAY, token).body())).containsKey("result");
        assertThat(json(post(PLAY + "?access_token=" + token, null).body())).containsKey("result");
        assertThat(get("/kaskado/repository").statusCode()).isEqualTo(401);
        assertThat(get("/kaskado/repository?access_token=" + token).statusCode())
                .isEqualTo(200);
        assertThat(get("/kaskado/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldWantATokenOnAWebSocket() {
        assertThatThrownBy(() -> open(PLAY)).isInstanceOf(CompletionException.class);
        open(PLAY + "?access_token=" + token).abort();
    }

    @Test
    void shouldLetInPublishersAndViewersWithTheTokenAsLongAsThereIsRoom() throws Exception {
        LiveClient live = new LiveClient(server);
        String[] bearer = {"Authorization", "Bearer " + token};
        assertThat(live.publish("guarded").statusCode()).isEqualTo(401);
        assertThat(live.watch("guarded", bearer).statusCode())
                .as("nobody publishes, and viewers may not wait")
                .isEqualTo(409);
        assertThat(live.publish("guarded", bearer).statusCode()).isEqualTo(201);
        for (int viewers = 1; viewers < MAX_ELEMENTS; viewers++) {
            assertThat(live.watch("guarded", bearer).statusCode()).isEqualTo(201);
        }
        HttpResponse<String> full = live.watch("guarded", bearer);
        assertThat(full.statusCode()).as(full.body()).isEqualTo(503);
        assertThat(full.body()).contains("kaskado.elements.max");
    }

    @Test
    void shouldServeAMediaUrlToWhoeverWasGivenIt() throws Exception {
        JsonObject started = json(post(PLAY, token).body()).getJsonObject("result");
        HttpResponse<byte[]> media = HTTP.send(
                HttpRequest.newBuilder(URI.create(started.getString("url"))).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(media.statusCode()).isEqualTo(200);
        assertThat(media.body()).hasSizeGreaterThan(10_000);
    }

    @Test
    void shouldPlayInABrowserWithTheToken() throws Exception {
        Path script = PageTests.folder().resolve("token.mjs");
        PageTests.run(script, server, token);
    }

    @Test
    void shouldSayThatTheDiskIsFullInsteadOfRecording() throws Exception {
        JsonObject answer = json(post("/kaskado/demo/record/x", token).body());
        String said = answer.toString();
        if (answer.containsKey("result") && answer.getJsonObject("result").containsKey("url")) {
            JsonObject started = answer.getJsonObject("result");
            HTTP.send(
                    HttpRequest.newBuilder(URI.create(started.getString("url")))
                            .POST(HttpRequest.BodyPublishers.ofString("no matter what"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            said = poll("/kaskado/demo/record/x", started.getString("sessionId"));
        }
        assertThat(said).contains("kaskado.disk.floor-bytes");
    }

    private static String poll(String path, String session) throws Exception {
        String body =
                "{\"jsonrpc\":\"2.0\",\"method\":\"poll\",\"params\":{\"sessionId\":\"" + session + "\"},\"id\":2}";
        return HTTP.send(request(path, token, body), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static HttpResponse<String> post(String path, String bearer) throws Exception {
        return HTTP.send(request(path, bearer, START), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(server.uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(String path, String bearer, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path))
                .timeout(Duration.ofSeconds(40))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return (bearer == null ? request : request.header("Authorization", "Bearer " + bearer)).build();
    }

    private static WebSocket open(String path) {
        return HTTP.newWebSocketBuilder()
                .buildAsync(server.webSocketUri(path), new WebSocket.Listener() {})
                .join();
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
