package org.kaskado.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.kaskado.frame.Caps;

/**
 * Prints how fast a worker transcodes beside the ffmpeg command of the same build, on the same clip with the same settings.
 * Not a test: numbers of a busy machine prove nothing. Run its {@code main} with the test class path.
 */
final class SpeedCheck {
    private static final int ROUNDS = 3;

    private SpeedCheck() {}

    public static void main(String[] arguments) {
        Path clip = TestMedia.make(
                "speed.mp4",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=1280x720:rate=30:duration=20",
                "-c:v",
                "libopenh264",
                "-b:v",
                "4M",
                "-g",
                "60");
        double worker = Double.MAX_VALUE;
        double command = Double.MAX_VALUE;
        try (WorkerHarness harness = new WorkerHarness()) {
            for (int i = 0; i < ROUNDS; i++) {
                worker = Math.min(
                        worker,
                        seconds(() -> TranscodeTest.transcode(
                                harness, clip, "webm", "speed-worker.webm", Caps.video("vp8", 0, 0))));
                command = Math.min(command, seconds(() -> TestMedia.run(command(clip))));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "720p H.264 to VP8, 600 frames, one thread, best of %d: worker %.0f fps, ffmpeg command %.0f fps, ratio %.2f%n",
                ROUNDS,
                600 / worker,
                600 / command,
                command / worker);
    }

    private static List<String> command(Path clip) {
        return List.of(
                Loader.load(org.bytedeco.ffmpeg.ffmpeg.class),
                "-v",
                "error",
                "-y",
                "-threads",
                "1",
                "-i",
                clip.toString(),
                "-an",
                "-c:v",
                "libvpx",
                "-threads",
                "1",
                "-deadline",
                "realtime",
                "-cpu-used",
                "8",
                "-lag-in-frames",
                "0",
                "-auto-alt-ref",
                "0",
                "-b:v",
                "2764800",
                "-minrate",
                "2764800",
                "-maxrate",
                "2764800",
                "-bufsize",
                "2764800",
                "-g",
                "60",
                TestMedia.file("speed-command.webm").toString());
    }

    private static double seconds(Runnable work) {
        long startNs = System.nanoTime();
        work.run();
        return (System.nanoTime() - startNs) / 1e9;
    }
}
