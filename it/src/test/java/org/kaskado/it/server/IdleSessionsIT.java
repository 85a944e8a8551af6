package org.kaskado.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Thousands of live sessions, each with a pipeline, on the resource adapter's pool of eight connections. */
final class IdleSessionsIT {
    private static final int SESSIONS = Boolean.getBoolean("kaskado.it.full") ? 5000 : 500;
    private static final int CLIENTS = 16;
    private static final int WARM_UP = 160;

    @Test
    void shouldHoldAllSessionsOnAPoolOfEightAndLetThemGo() throws Exception {
        Path data = KaskadoServer.freshData("idle");
        Files.writeString(
                data.resolve("kaskado.properties"),
                "kaskado.sessions.max-per-client=10000\nkaskado.sessions.idle-timeout=1h\n");
        try (KaskadoServer server = KaskadoServer.start(data, KaskadoServer.nextOffset(), "")) {
            ClipsApplication.on(server);
            OpenApi first = idle(server);
            inParallel(WARM_UP, api -> api.start().getString("sessionId"), server)
                    .forEach(first::terminate);
            ServerFacts before = ServerFacts.of(server);
            List<String> sessions = inParallel(SESSIONS, api -> api.start().getString("sessionId"), server);
            assertThat(ServerFacts.metric(server, "content_sessions")).isEqualTo(SESSIONS);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() ->
                            assertThat(ServerFacts.metric(server, "pipelines")).isEqualTo(SESSIONS));
            ServerFacts full = ServerFacts.of(server);
            long perSession = (full.heapBytes() - before.heapBytes()) / SESSIONS;
            System.getLogger("kaskado.it")
                    .log(System.Logger.Level.INFO, "{0} idle sessions, {1} bytes of heap each", SESSIONS, perSession);
            assertThat(full.threads()).as("threads").isLessThanOrEqualTo(before.threads() + CLIENTS + 60);
            assertThat(perSession).as("heap bytes per idle session").isLessThan(100_000);
            OpenApi again = idle(server);
            again.terminate(again.start().getString("sessionId"));
            for (String session : sessions) {
                again.terminate(session);
            }
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(ServerFacts.metric(server, "content_sessions")).isZero();
                assertThat(ServerFacts.metric(server, "pipelines")).isZero();
            });
        }
    }

    private static OpenApi idle(KaskadoServer server) {
        return new OpenApi(server.uri("/clips/idle/nothing"));
    }

    private static List<String> inParallel(
            int count, java.util.function.Function<OpenApi, String> work, KaskadoServer server)
            throws InterruptedException, ExecutionException, IOException {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<List<String>>> parts = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int share = count / CLIENTS + (client < count % CLIENTS ? 1 : 0);
                parts.add(clients.submit(() -> {
                    OpenApi api = idle(server);
                    List<String> done = new ArrayList<>();
                    for (int i = 0; i < share; i++) {
                        done.add(work.apply(api));
                    }
                    return done;
                }));
            }
            List<String> all = new ArrayList<>();
            for (Future<List<String>> part : parts) {
                all.addAll(part.get());
            }
            return all;
        } finally {
            clients.shutdownNow();
        }
    }
}
