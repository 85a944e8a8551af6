package org.kaskado.workers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts worker processes with the server's own JDK, low priority, a folder of their own and no environment but a locale
 * (without one Java could not name files outside ASCII). The one-time secret goes in on standard input, which then stays
 * open: its end tells the worker that the server is gone.
 */
final class WorkerLauncher {
    private static final int NICENESS = 5;
    private static final int FIRST_WITH_NATIVE_ACCESS_CHECK = 22;

    private final WorkerSettings settings;
    private final Path socket;

    WorkerLauncher(WorkerSettings settings, Path socket) {
        this.settings = settings;
        this.socket = socket;
    }

    /**
     * May block.
     *
     * @param number names the worker's folder
     * @throws IOException with a sentence, when the process cannot be started
     */
    WorkerProcess start(WorkerProgram program, int number, String secret) throws IOException {
        Path folder = settings.runFolder().resolve("w" + number);
        Files.createDirectory(folder); // fails when the pool has ended meanwhile and its folder is gone
        ProcessBuilder builder = new ProcessBuilder(command(program, folder));
        builder.directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("SVT_LOG", "1"); // the AV1 encoder writes only errors
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            FolderTrees.delete(folder);
            throw new IOException("a media worker cannot be started: " + e.getMessage(), e);
        }
        try {
            OutputStream stdin = process.getOutputStream();
            stdin.write((secret + "\n").getBytes(StandardCharsets.US_ASCII));
            stdin.flush();
        } catch (IOException e) {
            // The process ended at once; the watch over its start finds that and reports its output.
            process.destroyForcibly();
        }
        return new WorkerProcess(process, folder);
    }

    private List<String> command(WorkerProgram program, Path folder) {
        List<String> command = new ArrayList<>();
        niceProgram().ifPresent(nice -> command.addAll(List.of(nice, "-n", Integer.toString(NICENESS))));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + settings.heapBytes() / 1024 + "k");
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + CrashReports.pattern(settings.stateFolder()),
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + folder,
                "-Dorg.bytedeco.javacpp.cachedir=" + program.nativesFolder()));
        if (Runtime.version().feature() >= FIRST_WITH_NATIVE_ACCESS_CHECK) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", program.classPath(), program.mainClass(), socket.toString()));
        return command;
    }

    private static Optional<String> niceProgram() {
        return List.of("/usr/bin/nice", "/bin/nice").stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
    }
}
