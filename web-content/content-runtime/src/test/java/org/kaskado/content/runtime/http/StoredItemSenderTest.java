package org.kaskado.content.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaskado.repository.RepositoryItem;

class StoredItemSenderTest {
    private static final Transfers.IdleLimits LIMITS =
            new Transfers.IdleLimits(Duration.ofMinutes(10), Duration.ofMinutes(2));

    private static final int LENGTH = 3_000_001;

    @TempDir
    Path folder;

    private final byte[] content = new byte[LENGTH];
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private FileItem item;
    private TransferServer server;

    @BeforeEach
    void start() throws Exception {
        new Random(7).nextBytes(content);
        Path file = folder.resolve("item");
        Files.write(file, content);
        item = new FileItem(file, RepositoryItem.State.STORED);
        item.setMimeType("video/mp4");
        server = new TransferServer(
                (request, response) -> StoredItemSender.send(item, request, response, new Recorder()));
    }

    private final class Recorder implements TransferListener {
        @Override
        public void onStarted() {
            events.add("started");
        }

        @Override
        public void onFinished(long bytes) {
            events.add("finished " + bytes);
        }

        @Override
        public void onFailed(long bytes, String description, @Nullable Throwable cause) {
            events.add("failed");
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldSendTheWholeWithItsHeaders() throws Exception {
        HttpResponse<byte[]> answer = get();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
        assertThat(header(answer, "Content-Type")).isEqualTo("video/mp4");
        assertThat(header(answer, "Content-Length")).isEqualTo("" + LENGTH);
        assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(answer, "ETag")).isEqualTo("\"tag-3000001\"");
        assertThat(header(answer, "Last-Modified")).isEqualTo("Fri, 20 Nov 2026 10:00:00 GMT");
        await().until(() -> events.contains("finished " + LENGTH));
        assertThat(events).containsExactly("started", "finished " + LENGTH);
    }

    @Test
    void shouldSendOnlyHeadersForHead() throws Exception {
        HttpRequest head = HttpRequest.newBuilder(server.uri())
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .header("Range", "bytes=0-1")
                .build();

        HttpResponse<byte[]> answer = client.send(head, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Length")).isEqualTo("" + LENGTH);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void shouldSendARangeWhenOneIsAsked() throws Exception {
        HttpResponse<byte[]> answer = get("Range", "bytes=1000000-2500000");

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes 1000000-2500000/3000001");
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(content, 1_000_000, 2_500_001));
    }

    @Test
    void shouldSendSeveralRangesAsMultipart() throws Exception {
        HttpResponse<byte[]> answer = get("Range", "bytes=0-9, 1000-700000, -5");

        assertThat(answer.statusCode()).isEqualTo(206);
        String boundary = header(answer, "Content-Type").replace("multipart/byteranges; boundary=", "");
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        part(expected, boundary, 0, 10);
        part(expected, boundary, 1_000, 700_001);
        part(expected, boundary, LENGTH - 5, LENGTH);
        expected.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        assertThat(answer.body()).isEqualTo(expected.toByteArray());
    }

    private void part(ByteArrayOutputStream out, String boundary, int from, int to) {
        out.writeBytes(("\r\n--" + boundary + "\r\nContent-Type: video/mp4\r\nContent-Range: bytes " + from + "-"
                        + (to - 1) + "/" + LENGTH + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.write(content, from, to - from);
    }

    @Test
    void shouldAnswer416WhenTheRangeIsOutside() throws Exception {
        HttpResponse<byte[]> answer = get("Range", "bytes=3000001-");

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes */3000001");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("3000001 bytes");
    }

    @Test
    void shouldObeyConditions() throws Exception {
        String tag = "\"tag-3000001\"";
        assertThat(get("If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get("If-None-Match", tag).body()).isEmpty();
        assertThat(get("If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(get("If-Match", "\"other\"").statusCode()).isEqualTo(412);
        assertThat(get("If-Modified-Since", "Fri, 20 Nov 2026 10:00:00 GMT").statusCode())
                .isEqualTo(304);
        assertThat(get("If-Unmodified-Since", "Fri, 20 Nov 2026 09:00:00 GMT").statusCode())
                .isEqualTo(412);
        assertThat(get("Range", "bytes=0-1", "If-Range", tag).statusCode()).isEqualTo(206);
        assertThat(get("Range", "bytes=0-1", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldRefuseAnItemThatIsNotStored() throws Exception {
        item = new FileItem(folder.resolve("none"), RepositoryItem.State.NEW);

        HttpResponse<byte[]> answer = get();

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("is NEW");
    }

    @Test
    void shouldNotLetAnUploadedPageRun() throws Exception {
        item.setMimeType("text/html");

        HttpResponse<byte[]> answer = get();

        assertThat(header(answer, "Content-Disposition")).isEqualTo("attachment");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void shouldSendNothingWhenTheItemIsEmpty() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));
        item = new FileItem(empty, RepositoryItem.State.STORED);

        assertThat(get().statusCode()).isEqualTo(200);
        assertThat(get().body()).isEmpty();
        assertThat(get("Range", "bytes=0-").statusCode()).isEqualTo(416);
    }

    /** Four worker threads and two I/O threads: forty readers that stand still must not stop the forty-first. */
    @Test
    void shouldHoldNoThreadWhileClientsAreSlow() throws Exception {
        Path large = folder.resolve("large");
        try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(64L << 20);
        }
        item = new FileItem(large, RepositoryItem.State.STORED);
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Socket socket = new Socket("127.0.0.1", server.address().getPort());
            socket.getOutputStream().write("GET /x HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            slow.add(socket);
        }

        HttpResponse<InputStream> answer =
                client.send(request("Range", "bytes=0-9999999").build(), HttpResponse.BodyHandlers.ofInputStream());

        assertThat(answer.body().readAllBytes()).hasSize(10_000_000);
        long busy = Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().startsWith(SegmentWriter.class.getName())))
                .count();
        assertThat(busy).isZero();
        for (Socket socket : slow) {
            socket.close();
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> events.stream().filter("failed"::equals).count() == 40);
    }

    @Test
    void shouldEndATransferThatStandsStill() throws Exception {
        Path large = folder.resolve("large");
        try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(64L << 20);
        }
        item = new FileItem(large, RepositoryItem.State.STORED);
        try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
            socket.getOutputStream().write("GET /x HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            await().until(() -> Transfers.server().counts().running() == 1);
            long now = System.nanoTime();
            await().until(() -> {
                Transfers.server().sweep(now, LIMITS);
                Transfers.server().sweep(now + Duration.ofMinutes(11).toNanos(), LIMITS);
                return events.contains("failed");
            });
        }
        assertThat(Transfers.server().counts().running()).isZero();
    }

    private HttpResponse<byte[]> get(String... headers) throws IOException, InterruptedException {
        return client.send(request(headers).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(server.uri());
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
