package org.kaskado.web.demo.media;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Has painted frames and a computed melody encoded by the FFmpeg program. */
final class ClipEncoder {
    static final List<String> MP4 = List.of(
            "-c:v",
            "libopenh264",
            "-b:v",
            "500k",
            "-g",
            "50",
            "-pix_fmt",
            "yuv420p",
            "-c:a",
            "aac",
            "-b:a",
            "96k",
            "-movflags",
            "+faststart");
    static final List<String> WEBM = List.of(
            "-c:v",
            "libvpx",
            "-b:v",
            "400k",
            "-g",
            "50",
            "-deadline",
            "good",
            "-cpu-used",
            "4",
            "-c:a",
            "libopus",
            "-b:a",
            "64k");

    /** Four notes that fade, two in a second: what is heard tells whether sound and picture go together. */
    private static final String MELODY = "st(0,mod(floor(t*2),4));0.3*exp(-6*mod(t,0.5))*sin(2*PI*t*"
            + "(261.63*eq(ld(0),0)+329.63*eq(ld(0),1)+392*eq(ld(0),2)+523.25*eq(ld(0),3)))";

    private final Path ffmpeg;

    ClipEncoder(Path ffmpeg) {
        this.ffmpeg = ffmpeg.toAbsolutePath();
    }

    /** Encodes a clip; fails with what FFmpeg said when it does not succeed. */
    void encode(Painter painter, List<String> codecs, Path target) throws IOException, InterruptedException {
        Path log = target.resolveSibling(target.getFileName() + ".log");
        ProcessBuilder builder = new ProcessBuilder(command(codecs, target))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("LD_LIBRARY_PATH", ffmpeg.resolveSibling("").toString());
        Process process = builder.start();
        IOException broken = null;
        try (OutputStream frames = process.getOutputStream()) {
            write(painter, frames);
        } catch (IOException e) {
            broken = e; // ffmpeg ended early: its own words are in the log
        }
        if (process.waitFor() != 0 || broken != null) {
            throw new IOException("ffmpeg did not make " + target + ": " + Files.readString(log), broken);
        }
        Files.delete(log);
    }

    private List<String> command(List<String> codecs, Path target) {
        List<String> command = new ArrayList<>(List.of(ffmpeg.toString(), "-v", "error", "-y"));
        command.addAll(List.of("-f", "rawvideo", "-pix_fmt", "bgr24"));
        command.addAll(List.of("-s", Painter.WIDTH + "x" + Painter.HEIGHT, "-r", "" + Painter.FRAMES_PER_SECOND));
        command.addAll(List.of("-i", "pipe:0", "-f", "lavfi", "-i"));
        command.add("aevalsrc='" + MELODY + "':s=48000:d=" + Painter.SECONDS);
        command.addAll(codecs);
        command.addAll(List.of("-t", "" + Painter.SECONDS, "-bitexact", target.toString()));
        return command;
    }

    private static void write(Painter painter, OutputStream out) throws IOException {
        BufferedImage canvas = new BufferedImage(Painter.WIDTH, Painter.HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) canvas.getRaster().getDataBuffer()).getData();
        Graphics2D g = canvas.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        for (int frame = 0; frame < Painter.SECONDS * Painter.FRAMES_PER_SECOND; frame++) {
            painter.paint(g, frame);
            out.write(pixels);
        }
        g.dispose();
    }
}
