package org.kaskado.it.content;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.it.media.Clip;
import org.kaskado.it.server.KaskadoServer;
import org.kaskado.it.server.SharedServer;
import org.kaskado.it.server.TestApplication;

/** Handlers of a separately built WAR on a real server. */
@ExtendWith(SharedServer.class)
final class ContentIT {
    private static final String CLIP = "content-it.webm";

    private static final int MEDIA_MS_COLUMN = 9;
    private static final int BYTES_COLUMN = 10;

    /** More than the four threads that the container gives to all callbacks by default. */
    private static final int SLEEPERS = 40;

    private final Client client = new Client();
    private final KaskadoServer server;

    ContentIT(KaskadoServer server) {
        this.server = server;
    }

    @BeforeAll
    static void deploy(KaskadoServer server) throws IOException {
        Path media = Files.createDirectories(server.data().resolve("media"));
        Files.copy(Clip.WEBM_VP8.file(), media.resolve(CLIP), StandardCopyOption.REPLACE_EXISTING);
        TestApplication.build("handlers").deployTo(server);
    }

    @Test
    void shouldStartByPostPlayTellEventsByPollAndEnd() {
        URI handler = player("story/" + CLIP);
        JsonObject started = client.call(handler, "start", "{}").getJsonObject("result");
        String session = "{\"sessionId\":\"" + started.getString("sessionId") + "\"";
        JsonObject counted = client.call(handler, "execute", session + ",\"command\":{\"type\":\"count\"}}");
        assertThat(counted.getJsonObject("result").getString("commandResult")).isEqualTo("1");
        client.call(handler, "execute", session + ",\"command\":{\"type\":\"publish\",\"data\":\"hi\"}}");
        assertThat(client.call(handler, "poll", session + "}").toString())
                .contains("\"contentEvents\":[{\"type\":\"told\",\"data\":\"hi\"}]");

        assertThat(client.bytes(URI.create(started.getString("url")))).hasSizeGreaterThan(100_000);
        JsonObject last = client.call(handler, "poll", session + "}");
        assertThat(last.toString()).contains("sessionTerminated");
        JsonObject again = client.call(handler, "poll", session + "}");
        assertThat(again.getJsonObject("error").getInt("code")).isEqualTo(-32602);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(story("story/" + CLIP))
                        .isEqualTo("request POST,started,terminated 1,counter destroyed at 1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            refuse  | "rejected":{"code":403,"message":"members only"}        | request POST,terminated 403
            throw   | "rejected":{"code":9999,"message":"thrown on purpose"}  | request POST,uncaught,terminated 9999
            nothing | "error":{"code":20011                                   | request POST,nothing,error 20011
            """)
    void shouldCallBackInOrder(String contentId, String answer, String callbacks) {
        assertThat(client.call(player(contentId), "start", "{}").toString()).contains(answer);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(story(contentId)).isEqualTo(callbacks));
    }

    @Test
    void shouldPushEventsOverAWebSocketAndSurviveItsLoss() {
        URI uri = server.webSocketUri("/handlers/player/socket/deep/id");
        Client.Socket first = client.socket(uri);
        first.say("nonsense");
        assertThat(first.next().getJsonObject("error").getInt("code")).isEqualTo(-32700);
        first.say(Client.message("execute", "{\"command\":{\"type\":\"count\"}}"));
        String id = first.next().getJsonObject("result").getString("sessionId");
        first.vanish();

        Client.Socket second = client.socket(uri);
        second.say(Client.message("poll", "{\"sessionId\":\"" + id + "\"}"));
        assertThat(second.next().getJsonObject("result")).isEmpty();
        second.say(Client.message("execute", "{\"sessionId\":\"" + id + "\",\"command\":{\"type\":\"end\"}}"));
        String both = second.next().toString() + second.next();
        assertThat(both)
                .contains("\"method\":\"event\"")
                .contains("\"code\":410,\"message\":\"the handler has enough\"")
                .contains("\"commandResult\":\"ended\"");
    }

    @Test
    void shouldDeliverWithoutTheControlProtocol() {
        HttpResponse<String> redirect = client.get(server.uri("/handlers/redirect/" + CLIP));
        assertThat(redirect.statusCode()).isEqualTo(307);
        assertThat(redirect.headers().firstValue("Location").orElseThrow()).contains("/kaskado/media/");
        assertThat(client.bytes(server.uri("/handlers/tunnel/" + CLIP))).hasSizeGreaterThan(100_000);
        assertThat(client.get(server.uri("/handlers/tunnel/refuse")).statusCode())
                .isEqualTo(407);
        assertThat(client.get(server.uri("/handlers/stored/x"), "Range", "bytes=2-4")
                        .body())
                .isEqualTo("234");
        HttpResponse<String> bareGet = client.get(player("x"));
        assertThat(bareGet.statusCode()).isEqualTo(501);
        assertThat(bareGet.body()).contains("speaks JSON-RPC 2.0");
    }

    @Test
    void shouldServeOthersWhileManyHandlersBlock() {
        List<CompletableFuture<String>> asleep = IntStream.range(0, SLEEPERS)
                .mapToObj(each ->
                        client.postLater(server.uri("/handlers/sleeper/" + each), Client.message("start", "{}")))
                .toList();
        try {
            for (int i = 0; i < 5; i++) {
                JsonObject started =
                        client.call(player("beside/" + CLIP), "start", "{}").getJsonObject("result");
                client.call(
                        player("beside/" + CLIP),
                        "terminate",
                        "{\"sessionId\":\"" + started.getString("sessionId") + "\"}");
            }
            assertThat(asleep).as("all of them blocked meanwhile").noneMatch(CompletableFuture::isDone);
        } finally {
            client.call(server.uri("/handlers/sleeper/wake"), "start", "{}");
        }
        assertThat(asleep)
                .allSatisfy(answer -> assertThat(answer.join()).contains("\"code\":410,\"message\":\"awake\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"player/counted/" + CLIP, "stored-url/counted"})
    void shouldRecordTheBytesThatWentThroughTheUrlOfASession(String path) {
        JsonObject started =
                client.call(server.uri("/handlers/" + path), "start", "{}").getJsonObject("result");
        int bytes = client.bytes(URI.create(started.getString("url"))).length;
        assertThat(bytes).isPositive();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(recordedBytes(started.getString("sessionId")))
                        .isEqualTo(String.valueOf(bytes)));
    }

    /** The column {@code bytes} of a session's record; empty while there is none. */
    private String recordedBytes(String sessionId) {
        return client.get(server.uri("/kaskado/records"))
                .body()
                .lines()
                .map(line -> line.split(",", -1))
                .filter(columns -> columns[0].equals(sessionId))
                .filter(columns -> Long.parseLong(columns[MEDIA_MS_COLUMN]) > 0) // it was 0 once for all sessions
                .map(columns -> columns[BYTES_COLUMN])
                .findFirst()
                .orElse("");
    }

    @Test
    void shouldCountSessionsInTheMetrics() {
        long before = metric("kaskado_content_sessions_total");
        client.call(player("metered/" + CLIP), "start", "{}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(metric("kaskado_content_sessions_total")).isGreaterThan(before));
        assertThat(metric("kaskado_content_sessions")).isPositive();
    }

    private long metric(String name) {
        return client.get(server.uri("/kaskado/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldGuardHandlersByRolesAndOrigin() {
        URI guarded = server.uri("/handlers/guarded/x");
        assertThat(client.call(guarded, "start", "{}").toString()).contains("one of the roles viewer");
        assertThat(client.get(guarded, "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
    }

    @Test
    @DisabledIfSystemProperty(named = "kaskado.it.autodeploy", matches = ".+", disabledReason = "Payara needs no line")
    void shouldRefuseAWarWithoutTheManifestLineBySayingIt() {
        String failure = TestApplication.build("blind", "handlers", "").deployInVain(server);
        assertThat(failure).contains("Dependencies: deployment.kaskado.ear services");
    }

    private URI player(String contentId) {
        return server.uri("/handlers/player/" + contentId);
    }

    private String story(String contentId) {
        return client.get(server.uri("/handlers/story?of=" + contentId)).body();
    }
}
