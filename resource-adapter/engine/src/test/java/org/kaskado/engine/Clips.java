package org.kaskado.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;

/** Clips made, and files judged, by the programs in the worker's own FFmpeg jar. */
final class Clips {
    private Clips() {}

    /** A moving picture and a tone. */
    static Path make(Path file, double seconds, String... codecs) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Loader.load(org.bytedeco.ffmpeg.ffmpeg.class),
                "-v",
                "error",
                "-y",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=320x180:rate=25:duration=" + seconds,
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:sample_rate=48000:duration=" + seconds));
        command.addAll(List.of(codecs));
        command.add(file.toString());
        run(command);
        return file;
    }

    static Path webm(Path file, double seconds) throws IOException, InterruptedException {
        return make(
                file,
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

    static Path mp4(Path file, double seconds, String... more) throws IOException, InterruptedException {
        List<String> codecs = new ArrayList<>(List.of("-c:v", "libopenh264", "-g", "25", "-c:a", "aac"));
        codecs.addAll(List.of(more));
        return make(file, seconds, codecs.toArray(String[]::new));
    }

    /** Codecs of a file in order of its tracks, such as {@code vp8 opus}. */
    static String codecs(Path file) throws IOException, InterruptedException {
        return probe(file, "stream=codec_name").replace('\n', ' ').strip();
    }

    /** Time stamp of the last packet of a medium ({@code v} or {@code a}), seconds. */
    static double lastPacket(Path file, String medium) throws IOException, InterruptedException {
        String[] lines = run(List.of(
                        Loader.load(org.bytedeco.ffmpeg.ffprobe.class),
                        "-v",
                        "error",
                        "-select_streams",
                        medium,
                        "-show_entries",
                        "packet=pts_time",
                        "-of",
                        "csv=p=0",
                        file.toString()))
                .strip()
                .split("\n");
        double last = 0;
        for (String line : lines) {
            last = Math.max(last, Double.parseDouble(line.replace(",", "").strip()));
        }
        return last;
    }

    static double duration(Path file) throws IOException, InterruptedException {
        return Double.parseDouble(probe(file, "format=duration").strip());
    }

    private static String probe(Path file, String entries) throws IOException, InterruptedException {
        return run(List.of(
                Loader.load(org.bytedeco.ffmpeg.ffprobe.class),
                "-v",
                "error",
                "-show_entries",
                entries,
                "-of",
                "default=nw=1:nk=1",
                file.toString()));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command + ": " + output);
        }
        return output;
    }
}
