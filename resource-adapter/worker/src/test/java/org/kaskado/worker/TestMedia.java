package org.kaskado.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.Loader;

/** Clips made by the ffmpeg program of the worker's own jar, so that nothing needs to be installed; made once per run. */
final class TestMedia {
    private static final Path FOLDER = temporaryFolder();
    private static final Map<String, Path> MADE = new ConcurrentHashMap<>();

    private TestMedia() {}

    /** A moving test picture and a tone. */
    static Path clip(String name, int seconds, String... codecOptions) {
        List<String> arguments = new ArrayList<>(List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=320x240:rate=25:duration=" + seconds,
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:sample_rate=48000:duration=" + seconds));
        arguments.addAll(List.of(codecOptions));
        return make(name, arguments.toArray(String[]::new));
    }

    static Path h264Mp4(int seconds) {
        return clip("h264-" + seconds + ".mp4", seconds, "-c:v", "libopenh264", "-g", "25", "-c:a", "aac");
    }

    static Path vp8Webm(int seconds) {
        return clip(
                "vp8-" + seconds + ".webm",
                seconds,
                "-c:v",
                "libvpx",
                "-deadline",
                "realtime",
                "-cpu-used",
                "8",
                "-g",
                "25",
                "-c:a",
                "libopus");
    }

    /** Runs ffmpeg once per name; its output file has that name. */
    static Path make(String name, String... arguments) {
        return MADE.computeIfAbsent(name, any -> {
            Path file = FOLDER.resolve(name);
            List<String> command = new ArrayList<>(List.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class)));
            command.addAll(List.of("-v", "error", "-y"));
            command.addAll(List.of(arguments));
            command.add(file.toString());
            run(command);
            return file;
        });
    }

    static Path file(String name) {
        return FOLDER.resolve(name);
    }

    /** What ffprobe prints for the given {@code -show_entries}, one value per line. */
    static List<String> probe(Path file, String entries, String... more) {
        List<String> command = new ArrayList<>(List.of(Loader.load(org.bytedeco.ffmpeg.ffprobe.class)));
        command.addAll(List.of("-v", "error", "-of", "default=nw=1:nk=1", "-show_entries", entries));
        command.addAll(List.of(more));
        command.add(file.toString());
        return run(command).lines().toList();
    }

    static double duration(Path file) {
        return Double.parseDouble(probe(file, "format=duration").get(0));
    }

    static List<String> codecs(Path file) {
        return probe(file, "stream=codec_name");
    }

    /** Seconds of picture that really decode. */
    static int decodedFrames(Path file) {
        return Integer.parseInt(probe(file, "stream=nb_read_frames", "-count_frames", "-select_streams", "v:0")
                .get(0));
    }

    static String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new AssertionError(command + " ended with " + status + ": " + text);
            }
            return text;
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("kaskado-media");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAll(folder)));
            return folder;
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static void deleteAll(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }
}
