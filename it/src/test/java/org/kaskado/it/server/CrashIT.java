package org.kaskado.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaskado.it.media.Clip;
import org.kaskado.it.media.Probe;

/** {@code kill -9} of a worker and of the server: what was recorded stays playable, and nothing is left behind. */
final class CrashIT {
    @TempDir
    private Path folder;

    @Test
    void shouldReplaceAKilledWorkerAndTellItsSessions() {
        try (KaskadoServer server = KaskadoServer.start("worker-crash")) {
            ClipsApplication.on(server);
            OpenApi api = ClipsApplication.service(server, "tape", Clip.TEN_MINUTES, "?to=tape.mp4");
            JsonObject started = api.start();
            read(server.uri("/").resolve(started.getString("url")));
            ProcessHandle worker = awaitRecording(server);
            worker.destroyForcibly();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(
                                    api.poll(started.getString("sessionId")).toString())
                            .contains("rror"));
            assertPlayable(server.data().resolve("media/tape.mp4"));
            OpenApi next = ClipsApplication.service(server, "play", Clip.WEBM_VP8, "");
            URI url = server.uri("/").resolve(next.start().getString("url"));
            assertThat(OpenApi.download(url, folder.resolve("after.webm")).statusCode())
                    .isEqualTo(200);
            assertThat(Probe.of(folder.resolve("after.webm")).video()).isPresent();
        }
    }

    @Test
    void shouldLeaveRecordingsPlayableWhenTheServerIsKilled() {
        try (KaskadoServer server = KaskadoServer.start("server-crash")) {
            ClipsApplication.on(server);
            OpenApi api = ClipsApplication.service(server, "tape", Clip.TEN_MINUTES, "?to=tape.mp4");
            read(server.uri("/").resolve(api.start().getString("url")));
            awaitRecording(server);
            List<ProcessHandle> workers = server.workers();
            assertThat(workers).isNotEmpty();
            ProcessHandle.of(server.serverPid()).orElseThrow().destroyForcibly();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(4))
                    .until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
            assertPlayable(server.data().resolve("media/tape.mp4"));
        }
    }

    private static void assertPlayable(Path file) {
        Awaitility.await().atMost(Duration.ofSeconds(5)).ignoreExceptions().untilAsserted(() -> {
            Probe probe = Probe.of(file);
            assertThat(probe.video().orElseThrow().packets()).isGreaterThan(25);
            assertThat(probe.audio().orElseThrow().packets()).isGreaterThan(25);
        });
    }

    /** Waits until some seconds are in the file, and gives the worker that writes it. */
    private static ProcessHandle awaitRecording(KaskadoServer server) {
        Path file = server.data().resolve("media/tape.mp4");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(file) && Files.size(file) > 300_000);
        return server.workers().stream()
                .filter(worker -> hasOpen(worker, file))
                .findFirst()
                .orElseThrow();
    }

    private static boolean hasOpen(ProcessHandle process, Path file) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
            return descriptors.anyMatch(each -> {
                try {
                    return Files.readSymbolicLink(each).equals(file);
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a stream to its end on a thread of its own, so that it flows. */
    private static void read(URI media) {
        Thread reader = new Thread(() -> {
            try (InputStream in = media.toURL().openStream()) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException e) {
                Thread.currentThread().interrupt(); // the stream ends with the crash
            }
        });
        reader.setDaemon(true);
        reader.start();
    }
}
