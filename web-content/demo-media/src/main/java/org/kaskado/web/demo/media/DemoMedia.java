package org.kaskado.web.demo.media;

import com.google.zxing.WriterException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Makes the media of the demos, unless those of an earlier build are still right. */
public final class DemoMedia {
    private static final List<String> FILES = List.of("card.mp4", "qr.webm", "face.mp4", "hat.png");

    private DemoMedia() {}

    /**
     * Entry of the build.
     *
     * @param args the FFmpeg program, the portrait, the folder of these classes, the folder for the media
     */
    public static void main(String[] args) throws IOException, InterruptedException, WriterException {
        if (args.length != 4) {
            throw new IllegalArgumentException("expected: <ffmpeg program> <portrait> <class folder> <target folder>");
        }
        Path ffmpeg = Path.of(args[0]);
        Path portrait = Path.of(args[1]);
        Path target = Files.createDirectories(Path.of(args[3]));
        if (!isCurrent(target, newest(portrait, Path.of(args[2])))) {
            System.setProperty("java.awt.headless", "true");
            makeExecutable(ffmpeg);
            make(new ClipEncoder(ffmpeg), readPortrait(portrait), target);
        }
    }

    private static void make(ClipEncoder encoder, BufferedImage portrait, Path target)
            throws IOException, InterruptedException, WriterException {
        encoder.encode(new TestCardPainter(), ClipEncoder.MP4, target.resolve("card.mp4"));
        encoder.encode(new QrPainter(), ClipEncoder.WEBM, target.resolve("qr.webm"));
        encoder.encode(new FacePainter(portrait), ClipEncoder.MP4, target.resolve("face.mp4"));
        ImageIO.write(HatPicture.draw(), "png", target.resolve("hat.png").toFile());
    }

    private static BufferedImage readPortrait(Path portrait) throws IOException {
        BufferedImage read = ImageIO.read(portrait.toFile());
        if (read == null) {
            throw new IOException(portrait + " is not a picture that Java reads");
        }
        return read;
    }

    private static void makeExecutable(Path ffmpeg) throws IOException {
        if (!ffmpeg.toFile().setExecutable(true)) {
            throw new IOException(ffmpeg + " is missing or cannot be made executable");
        }
    }

    private static boolean isCurrent(Path target, FileTime newestSource) throws IOException {
        for (String name : FILES) {
            Path file = target.resolve(name);
            if (!Files.isRegularFile(file) || Files.getLastModifiedTime(file).compareTo(newestSource) < 0) {
                return false;
            }
        }
        return true;
    }

    private static FileTime newest(Path portrait, Path classes) throws IOException {
        FileTime newest = Files.getLastModifiedTime(portrait);
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                FileTime time = Files.getLastModifiedTime(file);
                newest = time.compareTo(newest) > 0 ? time : newest;
            }
        }
        return newest;
    }
}
