package org.kaskado.it.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.it.SourceTree;

/** One real server, started by {@code deploy/run.sh} with its own data folder and its own ports. */
public final class KaskadoServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(240);
    /** Absent when the server was there before the tests. */
    private final @Nullable Process runScript;

    private final Path data;
    private final int offset;
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch outputEnded = new CountDownLatch(1);

    private KaskadoServer(@Nullable Process runScript, Path data, int offset) {
        this.runScript = runScript;
        this.data = data;
        this.offset = offset;
    }

    /** A port offset that no other server has, of this test run or of another one on this machine. */
    public static int nextOffset() {
        return PortOffsets.next();
    }

    /** Starts a server with a fresh data folder and waits until it says that it is ready. */
    public static KaskadoServer start(String name, String... options) {
        return start(freshData(name), nextOffset(), "", options);
    }

    /** As {@link #start(String, String...)} with options for the server's Java. */
    public static KaskadoServer startWithJavaOptions(String name, String javaOptions, String... options) {
        return start(freshData(name), nextOffset(), javaOptions, options);
    }

    /** Starts a server on a data folder that may have state already. */
    public static KaskadoServer start(Path data, int offset, String javaOptions, String... options) {
        KaskadoServer server = launch(data, offset, javaOptions, options);
        server.awaitReady();
        return server;
    }

    /** A server that runs already, as {@code DATA@OFFSET}; it is left running. */
    static KaskadoServer attach(String where) {
        int at = where.lastIndexOf('@');
        return new KaskadoServer(null, Path.of(where.substring(0, at)), Integer.parseInt(where.substring(at + 1)));
    }

    /** Starts run.sh and does not wait. */
    public static KaskadoServer launch(Path data, int offset, String javaOptions, String... options) {
        List<String> command = new ArrayList<>(List.of(
                SourceTree.root().resolve("deploy/run.sh").toString(),
                "--data",
                data.toString(),
                "--port-offset",
                String.valueOf(offset),
                "--offline",
                "--jdk",
                System.getProperty("kaskado.it.jdk", System.getProperty("java.home"))));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KASKADO_JAVA_OPTS", javaOptions);
        try {
            KaskadoServer server = new KaskadoServer(builder.start(), data, offset);
            server.readOutput();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new empty data folder below it/target/data. */
    public static Path freshData(String name) {
        try {
            Path parent = Files.createDirectories(SourceTree.scratch("data"));
            return Files.createTempDirectory(parent, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readOutput() {
        Thread reader = new Thread(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(runScript().getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    output.add(line);
                    if (line.startsWith("Kaskado is ready at ")) {
                        ready.countDown();
                    }
                }
            } catch (IOException e) {
                output.add("output ended: " + e);
            } finally {
                outputEnded.countDown();
                ready.countDown();
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    private void awaitReady() {
        try {
            boolean inTime = ready.await(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!inTime || !isReady()) {
                close();
                throw new AssertionError("the server did not start:\n" + String.join("\n", output));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean isReady() {
        return output().stream().anyMatch(line -> line.startsWith("Kaskado is ready at "));
    }

    /** What run.sh printed so far. */
    public List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    public Path data() {
        return data;
    }

    public int offset() {
        return offset;
    }

    /** Where applications are dropped; Payara's folder is named by {@code -Dkaskado.it.autodeploy}. */
    public DropFolder applications() {
        String autodeploy = System.getProperty("kaskado.it.autodeploy");
        return autodeploy == null
                ? DropFolder.ofWildFly(data.resolve("deployments"))
                : DropFolder.ofPayara(Path.of(autodeploy));
    }

    /** A URI on the http port; the path starts with a slash. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + (8080 + offset) + path);
    }

    public URI webSocketUri(String path) {
        return URI.create("ws://127.0.0.1:" + (8080 + offset) + path);
    }

    /** The process id of the server's Java. */
    public long serverPid() {
        try {
            return Long.parseLong(Files.readString(data.resolve("server/pid")).trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The worker processes of this server, now. */
    public List<ProcessHandle> workers() {
        return ProcessHandle.of(serverPid()).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> process.info().commandLine().orElse("").contains("org.kaskado.worker.Main"))
                .toList();
    }

    public Process runScript() {
        return Objects.requireNonNull(runScript, "the server was not started by these tests");
    }

    /** Ends run.sh as Ctrl-C or a supervisor does, and gives its exit status. */
    public int stop(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(runScript().pid()))
                    .start()
                    .waitFor();
            if (!runScript().waitFor(15, TimeUnit.SECONDS)) {
                throw new AssertionError("run.sh did not end within 15 s of SIG" + signal);
            }
            outputEnded.await(5, TimeUnit.SECONDS);
            return runScript().exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server's log so far. */
    public String log() {
        try {
            return Files.readString(data.resolve("server/log/server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one command of WildFly's management interface; fails when it fails. */
    public String manage(String command) {
        try {
            Process cli = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-jar",
                            SourceTree.root()
                                    .resolve("deploy/target/server/jboss-modules.jar")
                                    .toString(),
                            "-mp",
                            SourceTree.root()
                                    .resolve("deploy/target/server/modules")
                                    .toString(),
                            "org.jboss.as.cli",
                            "--connect",
                            "--controller=127.0.0.1:" + (9990 + offset),
                            "--command=" + command)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (cli.waitFor() != 0) {
                throw new AssertionError(command + " failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (runScript != null && runScript.isAlive()) {
            stop("TERM");
        }
    }
}
