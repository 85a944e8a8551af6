package org.kaskado.it.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kaskado.it.SourceTree;

/** The clips of the tests. A test pattern with a counter and a 440 Hz tone, unless the name says otherwise. */
public enum Clip {
    MP4_FASTSTART(
            "faststart.mp4",
            10,
            pattern("640x360", 10),
            tone(10),
            "-c:v libx264 -g 50 -pix_fmt yuv420p -c:a aac -movflags +faststart"),
    MP4_PLAIN("plain.mp4", 10, pattern("640x360", 10), tone(10), "-c:v libx264 -g 50 -pix_fmt yuv420p -c:a aac"),
    WEBM_VP8(
            "vp8.webm",
            10,
            pattern("640x360", 10),
            tone(10),
            "-c:v libvpx -deadline realtime -cpu-used 8 -b:v 800k -g 50 -c:a libopus"),
    WEBM_VP9(
            "vp9.webm",
            6,
            pattern("640x360", 6),
            tone(6),
            "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 600k -g 50 -c:a libopus"),
    TS_MPEG2_AC3("mpeg2.ts", 10, pattern("720x576", 10), tone(10), "-c:v mpeg2video -b:v 3M -g 12 -c:a ac3"),
    MKV_H264("h264.mkv", 10, pattern("640x360", 10), tone(10), "-c:v libx264 -g 50 -pix_fmt yuv420p -c:a aac"),
    AUDIO_ONLY("audio.mp4", 10, "", tone(10), "-c:a aac"),
    VIDEO_ONLY("video.mp4", 10, pattern("640x360", 10), "", "-c:v libx264 -g 50 -pix_fmt yuv420p"),
    TEN_MINUTES(
            "long.mp4",
            600,
            pattern("320x180", 600),
            tone(600),
            "-c:v libx264 -preset ultrafast -g 100 -pix_fmt yuv420p -c:a aac"),
    ODD_SIZE("odd.mp4", 6, pattern("638x362", 6), tone(6), "-c:v libx264 -g 50 -pix_fmt yuv420p -c:a aac"),
    SURROUND(
            "surround.mp4",
            6,
            pattern("640x360", 6),
            "-f lavfi -i anoisesrc=d=6:c=pink,pan=5.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0",
            "-c:v libx264 -g 50 -pix_fmt yuv420p -c:a aac -ac 6"),
    ROTATED("rotated.mp4", 6, "-i {faststart.mp4} -t 6", "", "-c copy -metadata:s:v:0 rotate=90"),
    FACE(
            "face.mp4",
            6,
            "-loop 1 -framerate 25 -t 6 -i {astronaut.png}",
            tone(6),
            "-c:v libx264 -g 50 -pix_fmt yuv420p -c:a aac"),
    QR_CODE(
            "qr.mp4",
            6,
            "-loop 1 -framerate 25 -t 6 -i {qr.png}",
            tone(6),
            "-vf scale=320:320:flags=neighbor,pad=640:360:160:20:white -c:v libx264 -g 50 -pix_fmt yuv420p -c:a aac"),
    DAMAGED("damaged.mp4", 0, "", "", ""),
    TRUNCATED("truncated.mp4", 0, "", "", ""),
    EMPTY("empty.mp4", 0, "", "", ""),
    TEXT("text.mp4", 0, "", "", "");

    /** What the code of {@link #QR_CODE} says. */
    public static final String QR_TEXT = "https://kaskado.test/hello";

    private final String fileName;
    private final int seconds;
    private final List<String> arguments;

    Clip(String fileName, int seconds, String... arguments) {
        this.fileName = fileName;
        this.seconds = seconds;
        this.arguments = List.of(arguments);
    }

    private static String pattern(String size, int seconds) {
        return "-f lavfi -i testsrc2=size=" + size + ":rate=25:duration=" + seconds;
    }

    private static String tone(int seconds) {
        return "-f lavfi -i sine=frequency=440:sample_rate=48000:duration=" + seconds;
    }

    public String fileName() {
        return fileName;
    }

    public int seconds() {
        return seconds;
    }

    public boolean hasVideo() {
        return this != AUDIO_ONLY;
    }

    public boolean hasAudio() {
        return this != VIDEO_ONLY;
    }

    /** Whether it can be played at all. */
    public boolean isWhole() {
        return seconds > 0;
    }

    /** The clip's file, made when it is not there yet. */
    public Path file() {
        Path file = folder().resolve(fileName);
        if (!Files.exists(file)) {
            try {
                make(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return file;
    }

    /** Copies the clip into a folder, such as a server's media folder, and gives its name there. */
    public String copyTo(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.copy(file(), folder.resolve(fileName), StandardCopyOption.REPLACE_EXISTING);
            return fileName;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Files.createDirectories(SourceTree.scratch("media"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make(Path file) throws IOException {
        switch (this) {
            case EMPTY -> Files.write(file, new byte[0]);
            case TEXT -> Files.writeString(file, "This is no film.\n".repeat(200));
            case TRUNCATED -> {
                byte[] whole = Files.readAllBytes(MP4_FASTSTART.file());
                Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            }
            case DAMAGED -> Files.write(file, damaged(Files.readAllBytes(MP4_FASTSTART.file())));
            default -> encode(file);
        }
    }

    /** Every 997th byte of the media data is turned over; the header stays whole. */
    private static byte[] damaged(byte[] bytes) {
        int start = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat") + 1000;
        for (int i = start; i < bytes.length; i += 997) {
            bytes[i] ^= (byte) 0xFF;
        }
        return bytes;
    }

    private void encode(Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-hide_banner", "-loglevel", "error", "-y"));
        for (String part : String.join(" ", arguments).trim().split(" +", -1)) {
            command.add(
                    part.startsWith("{")
                            ? source(part.substring(1, part.length() - 1)).toString()
                            : part);
        }
        Path partial = file.resolveSibling("partial-" + fileName);
        command.add(partial.toString());
        Command.run(command);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path source(String name) throws IOException {
        if (name.equals("astronaut.png")) {
            return face();
        }
        if (name.equals("qr.png")) {
            Path code = folder().resolve(name);
            Command.run(List.of("qrencode", "-s", "8", "-o", code.toString(), QR_TEXT));
            return code;
        }
        return Arrays.stream(values())
                .filter(clip -> clip.fileName.equals(name))
                .findFirst()
                .orElseThrow()
                .file();
    }

    /** A photograph with one face, from the system's package python3-skimage (public domain, NASA). */
    private static Path face() {
        for (Path place : List.of(
                folder().resolve("astronaut.png"),
                Path.of("/usr/lib/python3/dist-packages/skimage/data/astronaut.png"))) {
            if (Files.exists(place)) {
                return place;
            }
        }
        throw new IllegalStateException(
                "no picture of a face: it/test.sh fetches it/target/media/astronaut.png from python3-skimage");
    }
}
