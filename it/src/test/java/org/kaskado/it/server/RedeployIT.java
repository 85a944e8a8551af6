package org.kaskado.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.kaskado.it.media.Clip;

/** Redeploying under running sessions: they are told, the foreign application works again, and nothing stays behind. */
final class RedeployIT {
    private static final int ROUNDS = Boolean.getBoolean("kaskado.it.full") ? 20 : 3;
    private static final long MIB = 1 << 20;

    private final ExecutorService clients = Executors.newCachedThreadPool();

    @Test
    void shouldReturnThreadsSocketsMemoryAndClassesAfterEachRedeploy() throws Exception {
        // WildFly holds EJB deployments softly (stack.md): without this flag the count of classes would be a false
        // alarm.
        try (KaskadoServer server = KaskadoServer.startWithJavaOptions("redeploy", "-XX:SoftRefLRUPolicyMSPerMB=0")) {
            ClipsApplication.on(server);
            oneRound(server);
            ServerFacts first = ServerFacts.of(server);
            for (int round = 0; round < ROUNDS; round++) {
                oneRound(server);
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertReturned(ServerFacts.of(server), first));
        } finally {
            clients.shutdownNow();
        }
    }

    private static void assertReturned(ServerFacts now, ServerFacts first) {
        assertThat(now.kaskadoThreads()).as("media threads").isLessThanOrEqualTo(first.kaskadoThreads());
        assertThat(now.threads()).as("all threads").isLessThanOrEqualTo(first.threads() + 20);
        assertThat(now.descriptors()).as("open files and sockets").isLessThanOrEqualTo(first.descriptors() + 20);
        assertThat(now.directBytes()).as("direct memory").isLessThanOrEqualTo(first.directBytes() + 8 * MIB);
        assertThat(now.heapBytes()).as("heap").isLessThanOrEqualTo(first.heapBytes() + (20L + 2 * ROUNDS) * MIB);
        assertThat(now.generations()).as("generations of the resource adapter").isLessThanOrEqualTo(2);
        assertThat(now.workers()).as("workers").isLessThanOrEqualTo(3);
    }

    /** A session whose media flows and one that waits for events; both are told when Kaskado is deployed anew. */
    private void oneRound(KaskadoServer server) throws Exception {
        OpenApi api = ClipsApplication.service(server, "play", Clip.TEN_MINUTES, "");
        JsonObject playing = started(api);
        URI media = server.uri("/").resolve(playing.getString("url"));
        CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> readToItsEnd(media), clients);
        OpenApi other = ClipsApplication.service(server, "play", Clip.TEN_MINUTES, "");
        String waiting = started(other).getString("sessionId");
        CompletableFuture<JsonObject> told = CompletableFuture.supplyAsync(() -> other.poll(waiting), clients);
        server.manage("/deployment=kaskado.ear:redeploy");
        assertThat(told.get(30, TimeUnit.SECONDS).toString()).contains("sessionTerminated", "deployed anew");
        ended.get(30, TimeUnit.SECONDS);
        started(api);
    }

    private static JsonObject started(OpenApi api) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(api::start, answer -> !answer.isEmpty());
    }

    private static void readToItsEnd(URI media) {
        try (InputStream in = media.toURL().openStream()) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException brokenOff) {
            // an end as well
        }
    }
}
