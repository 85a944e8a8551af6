package org.kaskado.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.kaskado.it.media.Clip;

/** Mixed sessions for {@code -Dkaskado.it.soak.minutes}; afterwards the server has as little in use as before. */
@EnabledIfSystemProperty(named = "kaskado.it.soak.minutes", matches = "\\d+")
final class SoakIT {
    private static final int CLIENTS = 3;
    private static final long SEED = 20_260_101;
    private static final long MIB = 1 << 20;
    private static final int FIRST_READ_BYTES = 300_000;

    private final AtomicInteger number = new AtomicInteger();

    @Test
    void shouldHaveNothingLeftInUseAfterMixedSessions() throws Exception {
        Path data = KaskadoServer.freshData("soak");
        Files.writeString(data.resolve("kaskado.properties"), "kaskado.sessions.idle-timeout=10s\n");
        try (KaskadoServer server = KaskadoServer.start(data, KaskadoServer.nextOffset(), "")) {
            ClipsApplication.on(server);
            for (Work work : Work.values()) {
                work(work, server);
            }
            awaitQuiet(server);
            ServerFacts before = ServerFacts.of(server);
            long filesBefore = files(data);
            int sessions = soak(server);
            awaitQuiet(server);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertReturned(ServerFacts.of(server), before));
            assertThat(files(data)).as("files that stay").isLessThanOrEqualTo(filesBefore + 2);
            System.getLogger("kaskado.it")
                    .log(
                            System.Logger.Level.INFO,
                            "{0} sessions; before {1}; after {2}",
                            sessions,
                            before,
                            ServerFacts.of(server));
        }
    }

    private static void assertReturned(ServerFacts now, ServerFacts before) {
        assertThat(now.kaskadoThreads()).as("media threads").isLessThanOrEqualTo(before.kaskadoThreads() + 2);
        assertThat(now.threads()).as("all threads").isLessThanOrEqualTo(before.threads() + 20);
        assertThat(now.descriptors()).as("open files and sockets").isLessThanOrEqualTo(before.descriptors() + 20);
        assertThat(now.directBytes()).as("direct memory").isLessThanOrEqualTo(before.directBytes() + 16 * MIB);
        assertThat(now.heapBytes()).as("heap").isLessThanOrEqualTo(before.heapBytes() + 40 * MIB);
        assertThat(now.workers()).as("workers").isLessThanOrEqualTo(2);
        assertThat(now.workerBytes()).as("memory of the workers").isLessThanOrEqualTo(now.workers() * 700 * MIB);
    }

    private int soak(KaskadoServer server) throws Exception {
        long endNs = System.nanoTime()
                + Duration.ofMinutes(Integer.getInteger("kaskado.it.soak.minutes"))
                        .toNanos();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Integer>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Random random = new Random(SEED + client);
                running.add(clients.submit(() -> {
                    int done = 0;
                    while (System.nanoTime() < endNs) {
                        work(Work.values()[random.nextInt(Work.values().length)], server);
                        done++;
                    }
                    return done;
                }));
            }
            int all = 0;
            for (Future<Integer> each : running) {
                all += each.get();
            }
            return all;
        } finally {
            clients.shutdownNow();
        }
    }

    /** What one client does. */
    private enum Work {
        PLAY,
        TRANSCODE,
        UPLOAD,
        VANISH,
        TERMINATE,
        ABANDON
    }

    private void work(Work work, KaskadoServer server) throws IOException {
        switch (work) {
            case PLAY ->
                assertThat(read(start(server, "play", Clip.WEBM_VP8, ""), server, Long.MAX_VALUE))
                        .isGreaterThan(FIRST_READ_BYTES);
            case TRANSCODE ->
                assertThat(read(
                                start(server, "filter", Clip.WEBM_VP8, "?filter=videoflip%20method=4"),
                                server,
                                Long.MAX_VALUE))
                        .isGreaterThan(100_000);
            case UPLOAD -> upload(server);
            case VANISH -> read(start(server, "play", Clip.TEN_MINUTES, ""), server, FIRST_READ_BYTES);
            case TERMINATE -> {
                OpenApi api = ClipsApplication.service(server, "play", Clip.TEN_MINUTES, "");
                api.terminate(api.start().getString("sessionId"));
            }
            case ABANDON -> start(server, "play", Clip.TEN_MINUTES, "");
        }
    }

    private static JsonObject start(KaskadoServer server, String handler, Clip clip, String query) {
        return ClipsApplication.service(server, handler, clip, query).start();
    }

    /** Reads until the end or until it has enough, when it goes without a word; gives the bytes. */
    private static long read(JsonObject started, KaskadoServer server, long enough) throws IOException {
        URI media = server.uri("/").resolve(started.getString("url"));
        try (InputStream in = media.toURL().openStream()) {
            if (enough == Long.MAX_VALUE) {
                return in.transferTo(OutputStream.nullOutputStream());
            }
            return in.readNBytes((int) enough).length;
        }
    }

    private void upload(KaskadoServer server) throws IOException {
        String name = "soak-" + number.incrementAndGet() + ".mp4";
        Path file = server.data().resolve("media").resolve(name);
        URI uri = server.uri("/clips/record/" + name + "?as=MP4");
        assertThat(OpenApi.upload(uri, Clip.MP4_FASTSTART.file()).statusCode()).isEqualTo(200);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(file) && Files.size(file) > 100_000);
        Files.delete(file);
    }

    private static void awaitQuiet(KaskadoServer server) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    assertThat(ServerFacts.metric(server, "content_sessions")).isZero();
                    assertThat(ServerFacts.metric(server, "pipelines")).isZero();
                });
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> server.workers().size() <= 2);
    }

    /** Files below the data folder, but for the server's own. */
    private static long files(Path data) {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(file ->
                            !file.startsWith(data.resolve("server")) && !file.startsWith(data.resolve("worker")))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
