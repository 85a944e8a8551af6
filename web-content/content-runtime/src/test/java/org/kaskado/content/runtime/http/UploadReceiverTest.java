package org.kaskado.content.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaskado.connector.MediaByteSink;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.repository.RepositoryItem.State;

class UploadReceiverTest {
    private static final int MAX = 4_000_000;

    @TempDir
    Path folder;

    private final byte[] content = new byte[3_000_001];
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Path file;
    private FileItem item;
    private @Nullable SlowSink sink;
    private TransferServer server;

    @BeforeEach
    void start() throws Exception {
        new Random(7).nextBytes(content);
        file = folder.resolve("item");
        item = new FileItem(file, State.NEW);
        UploadReceiver receiver = new UploadReceiver(MAX);
        server = new TransferServer((request, response) -> {
            if (sink == null) {
                receiver.receive(request, response, item, new Recorder());
            } else {
                receiver.receive(request, response, sink, new Recorder());
            }
        });
    }

    private final class Recorder implements UploadListener {
        @Override
        public void onStarted() {
            events.add("started");
        }

        @Override
        public void onFinished(UploadOutcome outcome, HttpServletResponse response) {
            events.add("finished " + outcome.bodyBytes() + (outcome.isWhole() ? " whole" : " piece"));
        }

        @Override
        public void onFailed(long bytes, String description, @Nullable Throwable cause) {
            events.add("failed " + description);
        }
    }

    /** A pipeline that takes a few bytes at a time, and says later from another thread that it has room. */
    private static final class SlowSink implements MediaByteSink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Random random = new Random(3);
        private volatile String end = "open";
        private volatile boolean broken;

        @Override
        public int write(ByteBuffer source) {
            if (broken) {
                throw new MediaException(MediaErrorCode.UNEXPECTED_ERROR, "the pipeline is gone");
            }
            int count = random.nextInt(3) == 0 ? 0 : Math.min(source.remaining(), 50_000);
            byte[] taken = new byte[count];
            source.get(taken);
            bytes.writeBytes(taken);
            return count;
        }

        @Override
        public void onReady(Runnable callback) {
            new Thread(callback).start();
        }

        @Override
        public void close(@Nullable String cause) {
            end = String.valueOf(cause);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldStoreAPlainBody() throws Exception {
        HttpResponse<String> answer =
                put(HttpRequest.BodyPublishers.ofByteArray(content), "Content-Type", "video/webm");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(file).hasBinaryContent(content);
        assertThat(item.getState()).isEqualTo(State.STORED);
        assertThat(item.getAttributes().mimeType()).isEqualTo("video/webm");
        assertThat(events).containsExactly("started", "finished 3000001 whole");
    }

    @Test
    void shouldStoreAChunkedBody() throws Exception {
        HttpResponse<String> answer =
                put(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void shouldStoreTheFileOfAForm() throws Exception {
        HttpResponse<String> answer = post(form("b", content), "Content-Type", "multipart/form-data; boundary=b");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(file).hasBinaryContent(content);
        assertThat(item.getAttributes().mimeType()).isEqualTo("video/x-matroska");
        assertThat(item.getMetadata()).containsEntry("filename", "my clip.mkv");
    }

    @Test
    void shouldRefuseAFormThatBreaksOff() throws Exception {
        byte[] form = form("b", content);
        HttpResponse<String> answer =
                post(java.util.Arrays.copyOf(form, form.length - 6), "Content-Type", "multipart/form-data; boundary=b");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("closing boundary");
        assertThat(item.getState()).isEqualTo(State.INCOMPLETE);
        assertThat(post(new byte[10], "Content-Type", "multipart/form-data").statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldResumeInPieces() throws Exception {
        HttpResponse<String> first = piece(0, 999_999, "3000001");
        assertThat(first.statusCode()).isEqualTo(308);
        assertThat(first.headers().firstValue("Range")).contains("bytes=0-999999");
        assertThat(item.getState()).isEqualTo(State.INCOMPLETE);

        HttpResponse<String> question = put(HttpRequest.BodyPublishers.noBody(), "Content-Range", "bytes */3000001");
        assertThat(question.statusCode()).isEqualTo(308);
        assertThat(question.headers().firstValue("Range")).contains("bytes=0-999999");

        HttpResponse<String> gap = piece(1_000_001, 1_000_010, "3000001");
        assertThat(gap.statusCode()).isEqualTo(416);
        assertThat(gap.headers().firstValue("Range")).contains("bytes=0-999999");
        assertThat(gap.body()).contains("1000000 bytes are here");

        assertThat(piece(500_000, 1_999_999, "*").statusCode()).isEqualTo(308);
        HttpResponse<String> last = piece(2_000_000, 3_000_000, "3000001");
        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(file).hasBinaryContent(content);
        assertThat(item.getState()).isEqualTo(State.STORED);
        assertThat(put(HttpRequest.BodyPublishers.noBody(), "Content-Range", "bytes */3000001")
                        .statusCode())
                .isEqualTo(200);
        assertThat(piece(0, 9, "3000001").statusCode()).isEqualTo(409);
    }

    @Test
    void shouldSayThatNothingIsThereBeforeTheFirstPiece() throws Exception {
        HttpResponse<String> question = put(HttpRequest.BodyPublishers.noBody(), "Content-Range", "bytes */3000001");

        assertThat(question.statusCode()).isEqualTo(308);
        assertThat(question.headers().firstValue("Range")).isEmpty();
    }

    @Test
    void shouldRefuseAContentRangeThatIsWrong() throws Exception {
        assertThat(put(HttpRequest.BodyPublishers.ofByteArray(new byte[5]), "Content-Range", "bytes 0-9/10")
                        .statusCode())
                .isEqualTo(400);
        assertThat(put(HttpRequest.BodyPublishers.ofByteArray(new byte[5]), "Content-Range", "nonsense")
                        .body())
                .contains("'nonsense'");
        assertThat(put(HttpRequest.BodyPublishers.noBody(), "Content-Range", "bytes */4000001")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void shouldRefuseABodyThatIsTooLarge() throws Exception {
        HttpResponse<String> announced = put(HttpRequest.BodyPublishers.ofByteArray(new byte[MAX + 1]));
        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(announced.body()).contains("4000000 bytes").contains("kaskado.upload.max-bytes");
        assertThat(item.getState()).isEqualTo(State.NEW);

        try (Socket socket = connect("PUT /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")) {
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < 5; i++) {
                out.write("f4240\r\n".getBytes(StandardCharsets.UTF_8));
                out.write(new byte[1_000_000]);
                out.write("\r\n".getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void shouldKeepWhatArrivedWhenTheClientVanishes() throws Exception {
        try (Socket socket = connect("PUT /x HTTP/1.1\r\nHost: x\r\nContent-Length: 3000001\r\n\r\n")) {
            socket.getOutputStream().write(content, 0, 2_000_000);
            await().until(() -> Files.exists(file) && Files.size(file) == 2_000_000);
        }
        await().until(() -> item.getState() == State.INCOMPLETE);
        assertThat(file).hasBinaryContent(java.util.Arrays.copyOf(content, 2_000_000));
        await().until(() -> events.size() == 2);
        assertThat(events.get(1)).startsWith("failed the client broke the upload off");
    }

    @Test
    void shouldFeedAPipelineAtItsPace() throws Exception {
        sink = new SlowSink();

        HttpResponse<String> answer = post(form("b", content), "Content-Type", "multipart/form-data; boundary=b");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(sink.bytes.toByteArray()).isEqualTo(content);
        assertThat(sink.end).isEqualTo("null");
        assertThat(events).containsExactly("started", "finished 3000001 whole");
    }

    @Test
    void shouldTellTheClientWhenThePipelineIsGone() throws Exception {
        sink = new SlowSink();
        sink.broken = true;

        HttpResponse<String> answer = post(new byte[1000]);

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).contains("the pipeline is gone");
        assertThat(sink.end).contains("the pipeline is gone");
    }

    /** Four worker threads and two I/O threads: forty uploads that stand still must not stop the forty-first. */
    @Test
    void shouldHoldNoThreadWhileClientsAreSlow() throws Exception {
        FileItem wanted = item;
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            item = new FileItem(folder.resolve("slow" + i), State.NEW);
            slow.add(connect("PUT /x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhello"));
            int number = i + 1;
            await().until(() -> events.size() == number);
        }
        item = wanted;

        HttpResponse<String> answer = put(HttpRequest.BodyPublishers.ofByteArray(content));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(file).hasBinaryContent(content);
        for (Socket socket : slow) {
            socket.close();
        }
    }

    private Socket connect(String head) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.address().getPort());
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private HttpResponse<String> piece(int first, int last, String total) throws IOException, InterruptedException {
        return put(
                HttpRequest.BodyPublishers.ofByteArray(content, first, last - first + 1),
                "Content-Range",
                "bytes " + first + "-" + last + "/" + total);
    }

    private HttpResponse<String> put(HttpRequest.BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        return send("PUT", body, headers);
    }

    private HttpResponse<String> post(byte[] body, String... headers) throws IOException, InterruptedException {
        return send("POST", HttpRequest.BodyPublishers.ofByteArray(body), headers);
    }

    private HttpResponse<String> send(String method, HttpRequest.BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri()).method(method, body);
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] form(String boundary, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nclip\r\n--" + boundary
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"my clip.mkv\"\r\n"
                                + "Content-Type: application/octet-stream\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(content);
        out.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
