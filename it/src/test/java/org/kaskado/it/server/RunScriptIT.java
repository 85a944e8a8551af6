package org.kaskado.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaskado.it.SourceTree;

/** What {@code deploy/run.sh} promises. */
final class RunScriptIT {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    --port-offset 150       | 2 | --port-offset '150' is not allowed: expected a multiple of 100
                    --port-offset           | 2 | needs a value
                    --frobnicate            | 2 | Unknown option '--frobnicate'
                    --heap lots             | 2 | --heap 'lots' is not allowed
                    --tls-cert a.pem        | 2 | --tls-cert needs --tls-key
                    --jdk /nowhere          | 1 | --jdk /nowhere holds no JDK
                    --data /proc/kaskado    | 1 | The data folder /proc/kaskado cannot be made
                    --data /proc            | 1 | The data folder /proc cannot be written
                    --bind 192.0.2.1        | 1 | --bind 192.0.2.1 is not an address of this machine
                    --bind no.such.invalid  | 1 | --bind no.such.invalid is not an address and not a known host name
                    """)
    void shouldRefuseWithOneSentence(String options, int status, String sentence)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(SourceTree.root().resolve("deploy/run.sh").toString()));
        if (!options.contains("--data")) {
            command.addAll(List.of("--data", KaskadoServer.freshData("refused").toString()));
        }
        if (!options.contains("--port-offset")) {
            command.addAll(List.of("--port-offset", String.valueOf(KaskadoServer.nextOffset())));
        }
        command.addAll(List.of(options.split(" +")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains(sentence);
        assertThat(process.exitValue()).isEqualTo(status);
    }

    @Test
    void shouldNameTheBusyPort() throws IOException, InterruptedException {
        int offset = KaskadoServer.nextOffset();
        try (ServerSocket busy = new ServerSocket(8443 + offset, 1, InetAddress.getByName("127.0.0.1"))) {
            KaskadoServer refused = KaskadoServer.launch(KaskadoServer.freshData("busy"), offset, "");
            assertThat(refused.runScript().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(refused.runScript().exitValue()).isEqualTo(1);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(refused.output())
                            .anyMatch(line -> line.startsWith(
                                    "Port " + busy.getLocalPort() + " (https) on 127.0.0.1 is in use")));
        }
    }

    @Test
    void shouldNameTheBusyMediaPort() throws IOException, InterruptedException {
        int offset = KaskadoServer.nextOffset();
        InetSocketAddress media = new InetSocketAddress("127.0.0.1", 10000 + offset);
        try (DatagramSocket busy = new DatagramSocket(media)) {
            KaskadoServer refused = KaskadoServer.launch(KaskadoServer.freshData("busy-media"), offset, "");
            assertThat(refused.runScript().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(refused.runScript().exitValue()).isEqualTo(1);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(refused.output())
                            .anyMatch(line -> line.startsWith(
                                    "Port " + busy.getLocalPort() + " (media) on 127.0.0.1 is in use")));
        }
    }

    @Test
    void shouldRunTwoServersSideBySideAndStopEachOnItsSignal() {
        try (KaskadoServer first = KaskadoServer.start("first");
                KaskadoServer second = KaskadoServer.start("second")) {
            assertThat(first.output())
                    .anyMatch(line -> line.equals(
                            "Kaskado is ready at http://localhost:" + (8080 + first.offset()) + "/kaskado/"));
            assertStopsCleanly(first, "INT");
            assertThat(OpenApi.rawStatus(second.uri("/kaskado/health/ready"), "Host: 127.0.0.1"))
                    .isEqualTo(200);
            assertStopsCleanly(second, "TERM");
        }
    }

    private static void assertStopsCleanly(KaskadoServer server, String signal) {
        long pid = server.serverPid();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !server.workers().isEmpty());
        List<ProcessHandle> workers = server.workers();
        Instant begun = Instant.now();
        assertThat(server.stop(signal)).isZero();
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(7));
        assertThat(ProcessHandle.of(pid)).isEmpty();
        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void shouldRefuseASecondServerOnTheSameData() throws InterruptedException {
        try (KaskadoServer first = KaskadoServer.start("shared-data")) {
            KaskadoServer second = KaskadoServer.launch(first.data(), KaskadoServer.nextOffset(), "");
            assertThat(second.runScript().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.runScript().exitValue()).isEqualTo(1);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(second.output())
                            .anyMatch(line ->
                                    line.contains("is in use by the server with process id " + first.serverPid())));
        }
    }

    @Test
    void shouldNameTheBadSettingWhenConfigurationIsWrong() throws IOException, InterruptedException {
        Path data = KaskadoServer.freshData("bad-setting");
        Files.writeString(data.resolve("kaskado.properties"), "kaskado.workers.max=many\n");
        KaskadoServer refused = KaskadoServer.launch(data, KaskadoServer.nextOffset(), "");
        assertThat(refused.runScript().waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(refused.runScript().exitValue()).isEqualTo(1);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(String.join("\n", refused.output())).contains("kaskado.workers.max", "many"));
    }

    @Test
    void shouldServeHttpsAndRedirectPlainHttpWhenBoundToAllAddresses() {
        try (KaskadoServer server = KaskadoServer.start("wide", "--bind", "0.0.0.0")) {
            assertThat(server.output()).anyMatch(line -> line.contains("SHA-256"));
            assertThat(OpenApi.rawStatus(server.uri("/kaskado/"), "Host: 127.0.0.1:" + (8080 + server.offset())))
                    .isEqualTo(308);
            assertThat(OpenApi.rawStatus(server.uri("/kaskado/health/live"), "Host: 127.0.0.1"))
                    .isEqualTo(200);
        }
    }
}
