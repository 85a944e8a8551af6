package org.kaskado.it.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.kaskado.it.SourceTree;
import org.kaskado.it.media.Command;
import org.kaskado.it.server.KaskadoServer;

/** Scripts of {@code it/browser}, run in Chromium. */
public final class PageTests {
    private static final String PLAYWRIGHT = "playwright-core@1.62.0";
    private static final int LIMIT_MINUTES = 5;
    private static final String BROWSER = System.getProperty("kaskado.it.browser", "chromium");

    private PageTests() {}

    /** The scripts beside the one library they need, below it/target. */
    public static Path folder() throws IOException {
        Path folder = Files.createDirectories(SourceTree.scratch("browser"));
        if (!Files.exists(folder.resolve("node_modules/playwright-core"))) {
            Files.writeString(folder.resolve("package.json"), "{\"private\": true}");
            Command.run(List.of(
                    "npm",
                    "install",
                    "--prefix",
                    folder.toString(),
                    "--no-package-lock",
                    "--no-audit",
                    "--no-fund",
                    PLAYWRIGHT));
        }
        try (Stream<Path> sources = Files.list(SourceTree.root().resolve("it/browser"))) {
            for (Path source : sources.toList()) {
                Files.copy(source, folder.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder;
    }

    /** Runs one script with the server's address and further arguments; fails with all that it said. */
    public static void run(Path script, KaskadoServer server, String... arguments)
            throws IOException, InterruptedException {
        Path output = script.resolveSibling(script.getFileName() + ".out");
        List<String> command =
                new ArrayList<>(List.of("node", script.toString(), "http://127.0.0.1:" + (8080 + server.offset())));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("KASKADO_BROWSER", BROWSER);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String said = Files.readString(output, StandardCharsets.UTF_8);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError((ended ? "" : "not done after " + LIMIT_MINUTES + " minutes\n") + said);
        }
    }
}
