package org.kaskado.it.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kaskado.it.media.Clip;
import org.kaskado.it.server.KaskadoServer;
import org.kaskado.it.server.SharedServer;

@ExtendWith(SharedServer.class)
final class RepositoryIT {
    private static final Duration INSPECTED = Duration.ofSeconds(40);
    private static final long BIG_BYTES = Boolean.getBoolean("kaskado.it.full") ? 5_000_000_000L : 200_000_000L;

    @Test
    void shouldStoreShowAndRemoveAClip(KaskadoServer server) throws Exception {
        Store store = new Store(server);
        Path clip = Clip.MP4_FASTSTART.file();
        byte[] bytes = Files.readAllBytes(clip);

        HttpResponse<String> stored = store.put("/clip.mp4?meta.title=A%20clip", clip, "Content-Type", "video/mp4");

        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
        assertThat(stored.headers().firstValue("Location")).contains("/kaskado/repository/clip.mp4");
        assertThat(store.put("/clip.mp4", clip).statusCode()).isEqualTo(409);
        assertThat(store.get("/clip.mp4").body()).isEqualTo(bytes);
        HttpResponse<byte[]> range = store.get("/clip.mp4", "Range", "bytes=1000-1999");
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.body()).isEqualTo(Arrays.copyOfRange(bytes, 1000, 2000));
        String tag = range.headers().firstValue("ETag").orElseThrow();
        assertThat(store.get("/clip.mp4", "If-None-Match", tag).statusCode()).isEqualTo(304);

        await().atMost(INSPECTED)
                .untilAsserted(
                        () -> assertThat(store.text("/clip.mp4/info").body()).contains("\"inspection\":\"DONE\""));
        assertThat(store.text("/clip.mp4/info").body())
                .contains("\"title\":\"A clip\"", "\"width\":640", "\"height\":360", "\"kind\":\"AUDIO\"");
        byte[] poster = store.get("/clip.mp4/poster").body();
        assertThat(poster).startsWith(0xff, 0xd8).endsWith(0xff, 0xd9);
        assertThat(store.text("?text=a%20CLIP").body()).contains("\"total\":1");

        assertThat(store.send("DELETE", "/clip.mp4", BodyPublishers.noBody()).statusCode())
                .isEqualTo(204);
        HttpResponse<String> gone = store.text("/clip.mp4");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains("There is no item");
        assertThat(store.send("PATCH", "/clip.mp4", BodyPublishers.noBody()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void shouldSayThatATextFileIsNoMedia(KaskadoServer server) throws Exception {
        Store store = new Store(server);

        assertThat(store.put("/text.mp4", Clip.TEXT.file()).statusCode()).isEqualTo(201);

        await().atMost(INSPECTED)
                .untilAsserted(
                        () -> assertThat(store.text("/text.mp4/info").body()).contains("\"inspection\":\"FAILED\""));
        assertThat(store.text("/text.mp4/poster").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldGoOnWithAnUploadThatBrokeOff(KaskadoServer server) throws Exception {
        Store store = new Store(server);
        byte[] bytes = Files.readAllBytes(Clip.WEBM_VP8.file());
        int half = bytes.length / 2;
        try (Socket socket = connect(
                server,
                "PUT /kaskado/repository/broken.webm HTTP/1.1\r\nHost: 127.0.0.1:"
                        + (8080 + server.offset()) + "\r\nContent-Type: video/webm\r\nContent-Length: " + bytes.length
                        + "\r\n\r\n")) {
            socket.getOutputStream().write(bytes, 0, half);
            await().untilAsserted(
                            () -> assertThat(store.text("/broken.webm/info").body())
                                    .contains("\"state\":\"STORING\"", "\"contentLength\":" + half));
        }
        await().untilAsserted(
                        () -> assertThat(store.text("/broken.webm/info").body()).contains("\"state\":\"INCOMPLETE\""));

        String total = "/" + bytes.length;
        HttpResponse<String> question =
                store.send("PUT", "/broken.webm", BodyPublishers.noBody(), "Content-Range", "bytes *" + total);
        assertThat(question.statusCode()).isEqualTo(308);
        assertThat(question.headers().firstValue("Range")).contains("bytes=0-" + (half - 1));
        HttpResponse<String> rest = store.send(
                "PUT",
                "/broken.webm",
                BodyPublishers.ofByteArray(bytes, half, bytes.length - half),
                "Content-Range",
                "bytes " + half + "-" + (bytes.length - 1) + total);

        assertThat(rest.statusCode()).as(rest.body()).isEqualTo(200);
        assertThat(store.get("/broken.webm").body()).isEqualTo(bytes);
    }

    /** With a heap of 1 GB a buffered body would be seen; 5 GB with {@code --full}. */
    @Test
    void shouldTakeABigUploadInConstantMemory(KaskadoServer server) throws Exception {
        Store store = new Store(server);
        String boundary = "xxBOUNDARYxx";
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"f\"; filename=\"big.bin\"\r\n\r\n";
        String tail = "\r\n--" + boundary + "--\r\n";
        byte[] piece = new byte[1_000_000];
        long heapBefore = store.metric("kaskado_jvm_heap_used_bytes");
        long heapMost = 0;
        try (Socket socket = connect(
                server,
                "PUT /kaskado/repository/big.bin HTTP/1.1\r\nHost: 127.0.0.1:"
                        + (8080 + server.offset()) + "\r\nContent-Type: multipart/form-data; boundary=" + boundary
                        + "\r\nContent-Length: " + (head.length() + BIG_BYTES + tail.length()) + "\r\n\r\n" + head)) {
            OutputStream out = socket.getOutputStream();
            for (long sent = 0; sent < BIG_BYTES; sent += piece.length) {
                out.write(piece);
                if (sent % (50L * piece.length) == 0) {
                    heapMost = Math.max(heapMost, store.metric("kaskado_jvm_heap_used_bytes"));
                }
            }
            out.write(tail.getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 201");
        }
        assertThat(store.text("/big.bin/info").body()).contains("\"contentLength\":" + BIG_BYTES);
        System.Logger log = System.getLogger(RepositoryIT.class.getName());
        log.log(System.Logger.Level.INFO, "heap before {0}, most {1} bytes", heapBefore, heapMost);
        assertThat(store.send("DELETE", "/big.bin", BodyPublishers.noBody()).statusCode())
                .isEqualTo(204);
    }

    @Test
    void shouldHoldNoThreadWhileReadersStandStill(KaskadoServer server) throws Exception {
        Store store = new Store(server);
        Path big = Files.createTempFile("kaskado", ".bin");
        Files.write(big, new byte[20_000_000]);
        store.put("/slow.bin", big);
        Files.delete(big);
        long threads = store.metric("kaskado_jvm_threads");
        List<Socket> readers = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            Socket socket = connect(
                    server,
                    "GET /kaskado/repository/slow.bin HTTP/1.1\r\nHost: 127.0.0.1:" + (8080 + server.offset())
                            + "\r\n\r\n");
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            readers.add(socket);
        }

        assertThat(store.metric("kaskado_transfers_running")).isGreaterThanOrEqualTo(150);
        assertThat(store.metric("kaskado_jvm_threads")).isLessThan(threads + 60);
        assertThat(store.get("/slow.bin", "Range", "bytes=0-9").body()).hasSize(10);
        for (Socket reader : readers) {
            reader.close();
        }
        await().until(() -> store.metric("kaskado_transfers_running") == 0);
    }

    @Test
    void shouldRefuseWhatIsWrongWithASentence(KaskadoServer server) throws Exception {
        Store store = new Store(server);
        assertThat(store.send("PUT", "/.hidden", BodyPublishers.ofString("x")).statusCode())
                .isEqualTo(400);
        assertThat(store.text("?limit=9999").body()).contains("allowed is 1 to 500");
        assertThat(store.text("?state=OLD").body()).contains("allowed are NEW, STORING, STORED and INCOMPLETE");
        HttpResponse<String> form = store.send(
                "POST", "", BodyPublishers.ofString("nothing"), "Content-Type", "multipart/form-data; boundary=b");
        assertThat(form.statusCode()).isEqualTo(400);
        assertThat(form.body()).contains("closing boundary");
    }

    @Test
    void shouldKeepWhatArrivedWhenTheServerIsKilled() throws Exception {
        KaskadoServer server = KaskadoServer.start("repository-kill");
        try {
            Store store = new Store(server);
            try (Socket socket = connect(
                    server,
                    "PUT /kaskado/repository/killed.bin HTTP/1.1\r\nHost: 127.0.0.1:" + (8080 + server.offset())
                            + "\r\nContent-Length: 9000000\r\n\r\n")) {
                socket.getOutputStream().write(new byte[4_000_000]);
                await().untilAsserted(() ->
                        assertThat(store.text("/killed.bin/info").body()).contains("\"contentLength\":4000000"));
                ProcessHandle.of(server.serverPid()).orElseThrow().destroyForcibly();
                await().until(() -> ended(socket));
            }
        } finally {
            server.close();
        }
        try (KaskadoServer next = KaskadoServer.start(server.data(), KaskadoServer.nextOffset(), "")) {
            assertThat(new Store(next).text("/killed.bin/info").body())
                    .contains("\"state\":\"INCOMPLETE\"", "\"contentLength\":4000000");
        }
    }

    private static boolean ended(Socket socket) {
        try (InputStream in = socket.getInputStream()) {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    private static Socket connect(KaskadoServer server, String head) throws IOException {
        Socket socket = new Socket("127.0.0.1", 8080 + server.offset());
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        return socket;
    }
}
