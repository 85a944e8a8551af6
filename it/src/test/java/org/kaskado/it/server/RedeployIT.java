package org.kaskado.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.kaskado.it.media.Clip;
import org.kaskado.it.media.Command;

/** Redeploying under running sessions: the foreign application works again untouched, and nothing stays behind. */
final class RedeployIT {
    private static final int ROUNDS = Boolean.getBoolean("kaskado.it.full") ? 20 : 3;

    @Test
    void shouldReturnThreadsSocketsAndClassesAfterEachRedeploy() {
        // WildFly holds EJB deployments softly (stack.md): without this flag the count of classes would be a false
        // alarm.
        try (KaskadoServer server = KaskadoServer.startWithJavaOptions("redeploy", "-XX:SoftRefLRUPolicyMSPerMB=0")) {
            ClipsApplication.on(server);
            oneRound(server);
            long threads = threads(server);
            long descriptors = descriptors(server);
            for (int round = 0; round < ROUNDS; round++) {
                oneRound(server);
            }
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(threads(server)).as("media threads").isLessThanOrEqualTo(threads);
                assertThat(descriptors(server)).as("open files and sockets").isLessThanOrEqualTo(descriptors + 20);
                assertThat(generations(server))
                        .as("generations of the resource adapter class")
                        .isLessThanOrEqualTo(2);
            });
            assertThat(server.workers()).hasSizeLessThanOrEqualTo(3);
        }
    }

    private static void oneRound(KaskadoServer server) {
        OpenApi api = ClipsApplication.service(server, "play", Clip.TEN_MINUTES, "");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> !api.start().isEmpty());
        server.manage("/deployment=kaskado.ear:redeploy");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> !api.start().isEmpty());
    }

    /** Threads that Kaskado made. */
    private static long threads(KaskadoServer server) {
        return jcmd(server, "Thread.print")
                .lines()
                .filter(line -> line.startsWith("\"kaskado-"))
                .count();
    }

    private static long generations(KaskadoServer server) {
        return jcmd(server, "GC.class_histogram")
                .lines()
                .filter(line -> line.matches(".* org\\.kaskado\\.ra\\.MediaServer( \\(.*)?$"))
                .count();
    }

    private static String jcmd(KaskadoServer server, String command) {
        return Command.run(
                List.of(System.getProperty("java.home") + "/bin/jcmd", String.valueOf(server.serverPid()), command));
    }

    private static long descriptors(KaskadoServer server) {
        try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(server.serverPid()), "fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
