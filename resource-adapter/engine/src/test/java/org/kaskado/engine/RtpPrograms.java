package org.kaskado.engine;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;

/** FFmpeg as a peer of plain RTP: processes that send to a description, or receive by one. */
final class RtpPrograms {
    private static final long PATIENCE_S = 60;

    private RtpPrograms() {}

    /** A pair of even and odd port that was free a moment ago. */
    static int freePair() throws IOException {
        for (int port = 30_000; port < 40_000; port += 2) {
            try (DatagramSocket even = new DatagramSocket(local(port));
                    DatagramSocket odd = new DatagramSocket(local(port + 1))) {
                if (even.isBound() && odd.isBound()) {
                    return port;
                }
            } catch (BindException inUse) {
                continue;
            }
        }
        throw new IOException("no free pair");
    }

    private static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** The port of a section of a description, in order. */
    static int port(String description, String medium) {
        Matcher line = Pattern.compile("m=" + medium + " (\\d+) ").matcher(description);
        if (!line.find()) {
            throw new AssertionError("no " + medium + " in " + description);
        }
        return Integer.parseInt(line.group(1));
    }

    /** Starts FFmpeg with a moving picture and a tone at clock speed. */
    static Process send(double seconds, String... outputs) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "-re",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=320x180:rate=25:duration=" + seconds,
                "-re",
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:sample_rate=48000:duration=" + seconds));
        command.addAll(Arrays.asList(outputs));
        return start(command);
    }

    static String[] vp8(int payloadType, String url, String... more) {
        return join(
                List.of("-map", "0:v", "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-g", "25"),
                payloadType,
                url,
                more);
    }

    static String[] h264(int payloadType, String url, String... more) {
        return join(
                List.of("-map", "0:v", "-c:v", "libopenh264", "-b:v", "500k", "-g", "25", "-pix_fmt", "yuv420p"),
                payloadType,
                url,
                more);
    }

    static String[] opus(int payloadType, String url, String... more) {
        return join(List.of("-map", "1:a", "-c:a", "libopus", "-ac", "2"), payloadType, url, more);
    }

    static String[] pcmu(String url) {
        return join(List.of("-map", "1:a", "-c:a", "pcm_mulaw", "-ar", "8000", "-ac", "1"), 0, url);
    }

    private static String[] join(List<String> codec, int payloadType, String url, String... more) {
        List<String> all = new ArrayList<>(codec);
        all.addAll(List.of("-payload_type", Integer.toString(payloadType), "-f", "rtp"));
        all.addAll(Arrays.asList(more));
        all.add(url + "?pkt_size=1200");
        return all.toArray(String[]::new);
    }

    static String[] both(String[] one, String[] other) {
        List<String> all = new ArrayList<>(Arrays.asList(one));
        all.addAll(Arrays.asList(other));
        return all.toArray(String[]::new);
    }

    /**
     * Starts FFmpeg to store what it receives, and waits until it listens.
     *
     * @param answer our description; its ports are replaced by those that FFmpeg shall listen on
     */
    static Process receive(String answer, int videoPort, int audioPort, Path file, double seconds) throws IOException {
        String description = answer.replaceAll("m=video \\d+", "m=video " + videoPort)
                .replaceAll("m=audio \\d+", "m=audio " + audioPort)
                .replaceAll("a=rtcp:[^\r\n]*\r\n", "");
        Path sdp = Files.writeString(file.resolveSibling(file.getFileName() + ".sdp"), description);
        Process process = start(List.of(
                "-protocol_whitelist",
                "file,udp,rtp,srtp,crypto",
                "-analyzeduration",
                "1000000",
                "-i",
                sdp.toString(),
                "-c",
                "copy",
                "-t",
                Double.toString(seconds),
                file.toString()));
        awaitBound(process, videoPort > 0 ? videoPort : audioPort);
        return process;
    }

    private static Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class), "-nostdin", "-v", "error", "-y"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Whether GStreamer is there. */
    static boolean hasGstreamer() {
        return Files.isExecutable(Path.of("/usr/bin/gst-launch-1.0"));
    }

    /** Starts a GStreamer pipeline. */
    static Process gstreamer(String pipeline) throws IOException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/gst-launch-1.0", "-q"));
        command.addAll(List.of(pipeline.split(" ")));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Waits until a process listens on a UDP port. */
    static void awaitBound(Process process, int port) throws IOException {
        String wanted = String.format(Locale.ROOT, ":%04X ", port);
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!Files.readString(Path.of("/proc/net/udp"), StandardCharsets.US_ASCII)
                        .contains(wanted)
                && !Files.readString(Path.of("/proc/net/udp6"), StandardCharsets.US_ASCII)
                        .contains(wanted)) {
            if (System.nanoTime() > endNs || !process.isAlive()) {
                throw new AssertionError("FFmpeg does not listen on " + port);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    static void awaitEnd(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("FFmpeg did not end");
        }
    }
}
