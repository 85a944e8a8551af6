package org.kaskado.it.flow;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.it.media.Clip;
import org.kaskado.it.server.ClipsApplication;
import org.kaskado.it.server.KaskadoServer;
import org.kaskado.it.server.OpenApi;
import org.kaskado.it.server.SharedServer;

/** Bad input gets a clear error and leaves the server as it was. */
@ExtendWith(SharedServer.class)
final class HostileInputIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void prepare(KaskadoServer server) {
        ClipsApplication.on(server);
    }

    @AfterEach
    void shouldStillBeWell(KaskadoServer server) {
        assertThat(OpenApi.rawStatus(server.uri("/kaskado/health/ready"), "Host: 127.0.0.1"))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "../../../../etc/passwd",
                "file:///proc/self/environ",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::ffff:169.254.169.254]/",
                "gopher://127.0.0.1/",
                "concat:/etc/passwd",
                "pipe:0",
                "subfile,,start,0,end,100,,:/etc/passwd"
            })
    void shouldRefuseUrisOutsideThePolicy(String uri, KaskadoServer server) {
        OpenApi api = new OpenApi(server.uri("/clips/play/x?uri=" + URLEncoder.encode(uri, StandardCharsets.UTF_8)));
        assertThat(outcome(server, api)).contains("rror").doesNotContain("root:x:0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    list.m3u8   | #EXTM3U\\n#EXTINF:1,\\nfile:///etc/passwd\\n#EXT-X-ENDLIST
                    list.mp4    | ffconcat version 1.0\\nfile /etc/passwd
                    session.sdp | v=0\\no=- 0 0 IN IP4 127.0.0.1\\ns=x\\nc=IN IP4 127.0.0.1\\nt=0 0\\nm=video 5004 RTP/AVP 96
                    """)
    void shouldRefuseListsThatNameOtherFiles(String name, String text, KaskadoServer server) throws IOException {
        Files.createDirectories(server.data().resolve("media"));
        Files.writeString(server.data().resolve("media").resolve(name), text.replace("\\n", "\n") + "\n");
        assertThat(outcome(server, new OpenApi(server.uri("/clips/play/" + name))))
                .contains("rror")
                .doesNotContain("root:x:0");
    }

    @Test
    void shouldNotFollowALinkOutOfTheMediaFolder(KaskadoServer server) throws IOException {
        Path link = server.data().resolve("media/link.mp4");
        Files.createDirectories(link.getParent());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of("/etc/passwd"));
        assertThat(outcome(server, new OpenApi(server.uri("/clips/play/link.mp4"))))
                .contains("rror");
    }

    /** Starts, fetches what there is to fetch, and joins all that was said. */
    private String outcome(KaskadoServer server, OpenApi api) {
        JsonObject answer = api.call("start", Json.createObjectBuilder().build());
        JsonObject result = answer.getJsonObject("result");
        if (result == null || !result.containsKey("url")) {
            return answer.toString();
        }
        Path got = OpenApi.download(server.uri("/").resolve(result.getString("url")), folder.resolve("got"))
                .body();
        String polled = api.poll(result.getString("sessionId")).toString();
        try {
            return polled + new String(Files.readAllBytes(got), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return polled;
        }
    }

    @Test
    void shouldRefuseAForeignOriginAndAForeignHost(KaskadoServer server) {
        int port = 8080 + server.offset();
        assertThat(OpenApi.rawStatus(
                        server.uri("/clips/plain/x.mp4"), "Host: 127.0.0.1:" + port, "Origin: https://evil.example"))
                .isEqualTo(403);
        assertThat(OpenApi.rawStatus(server.uri("/clips/plain/x.mp4"), "Host: evil.example:" + port))
                .isIn(400, 403, 421);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"jsonrpc":"2.0"               | -32700
                    []                             | -32600
                    {"jsonrpc":"2.0","id":1}       | -32600
                    {"jsonrpc":"2.0","method":"fly","params":{},"id":1} | -32601
                    {"jsonrpc":"2.0","method":"poll","params":{"sessionId":"nobody"},"id":1} | -32602
                    """)
    void shouldAnswerBadJsonWithTheRightCode(String body, int code, KaskadoServer server) {
        JsonObject answer = new OpenApi(server.uri("/clips/play/x.mp4")).post(body);
        assertThat(answer.getJsonObject("error").getInt("code")).isEqualTo(code);
    }

    @Test
    void shouldRefuseAnOversizedRequest(KaskadoServer server) {
        JsonObject answer = new OpenApi(server.uri("/clips/play/x.mp4"))
                .post("{\"jsonrpc\":\"2.0\",\"method\":\"start\",\"params\":{\"x\":\"" + "a".repeat(4 << 20)
                        + "\"},\"id\":1}");
        assertThat(answer.containsKey("error")).isTrue();
    }

    @Test
    void shouldEndTheSessionWhenTheClientVanishes(KaskadoServer server) throws IOException {
        OpenApi api = ClipsApplication.service(server, "play", Clip.TEN_MINUTES, "");
        JsonObject started = api.start();
        java.net.URI media = server.uri("/").resolve(started.getString("url"));
        try (Socket socket = new Socket(media.getHost(), media.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + media.getRawPath() + " HTTP/1.1\r\nHost: " + media.getAuthority() + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(socket.getInputStream().readNBytes(2000)).hasSize(2000);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                api.poll(started.getString("sessionId")).toString())
                        .containsAnyOf("sessionTerminated", "\"error\""));
    }

    @Test
    @DisabledIfSystemProperty(named = "kaskado.it.autodeploy", matches = ".+", disabledReason = "not Payara's ports")
    void shouldSurviveGarbageOnItsPorts(KaskadoServer server) throws IOException {
        Random random = new Random(42);
        for (int port : new int[] {8080, 8443, 8888}) {
            for (int i = 0; i < 20; i++) {
                byte[] bytes = new byte[random.nextInt(4000) + 1];
                random.nextBytes(bytes);
                try (Socket socket = new Socket("127.0.0.1", port + server.offset())) {
                    socket.getOutputStream().write(bytes);
                }
            }
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "kaskado.it.autodeploy", matches = ".+", disabledReason = "not Payara's ports")
    void shouldServeNothingButKurentoOnItsPort(KaskadoServer server) {
        java.net.URI other = java.net.URI.create("http://127.0.0.1:" + (8888 + server.offset()) + "/kaskado/");
        assertThat(OpenApi.rawStatus(other, "Host: 127.0.0.1")).isEqualTo(404);
    }
}
