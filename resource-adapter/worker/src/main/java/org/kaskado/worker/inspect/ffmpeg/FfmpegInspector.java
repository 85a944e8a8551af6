package org.kaskado.worker.inspect.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.Caps;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.NodeSpec.FilterStep;
import org.kaskado.worker.codec.ffmpeg.Decoder;
import org.kaskado.worker.codec.ffmpeg.StillImage;
import org.kaskado.worker.container.ByteInput;
import org.kaskado.worker.container.ffmpeg.InputContainer;
import org.kaskado.worker.container.ffmpeg.InputTrack;
import org.kaskado.worker.frame.ffmpeg.FilterGraph;
import org.kaskado.worker.frame.ffmpeg.FrameRate;
import org.kaskado.worker.frame.ffmpeg.RawShape;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.inspect.MediaFacts;

/** Facts and posters of any file that FFmpeg reads. */
public final class FfmpegInspector {
    /** Packets that are looked through for a picture: some seconds of a broken start. */
    private static final int MAX_PACKETS = 1000;

    private static final int MAX_POSTER_SIDE = 4096;

    private FfmpegInspector() {}

    /** The facts; closes the input. */
    public static MediaFacts inspect(ByteInput input, @Nullable String nameHint, int posterWidth, long posterAtMs)
            throws NodeException {
        try (InputContainer container = new InputContainer(input, nameHint)) {
            List<Caps> tracks = container.tracks().stream()
                    .map(track -> track.format().caps())
                    .toList();
            byte[] poster = posterWidth > 0 ? poster(container, posterWidth, posterAtMs) : null;
            return new MediaFacts(
                    formatName(container.formatName(), tracks), container.durationNs() / 1_000_000, tracks, poster);
        }
    }

    private static byte @Nullable [] poster(InputContainer container, int width, long atMs) throws NodeException {
        InputTrack track = container.tracks().stream()
                .filter(any -> any.format().caps().kind() == MediaKind.VIDEO)
                .findFirst()
                .orElse(null);
        if (track == null) {
            return null;
        }
        if (atMs > 0 && container.isSeekable()) {
            container.seek(Math.min(atMs * 1_000_000, container.durationNs()));
        }
        AtomicReference<@Nullable AVFrame> first = new AtomicReference<>();
        Decoder.FrameSink keepFirst = frame -> {
            if (!first.compareAndSet(null, frame)) {
                av_frame_free(frame);
            }
        };
        try (Decoder decoder = new Decoder(track.format(), 1)) {
            AVPacket packet = container.read();
            for (int i = 0; i < MAX_PACKETS && packet != null && first.get() == null; i++) {
                if (container.trackOf(packet) == track) {
                    decoder.send(packet, keepFirst);
                }
                packet = container.read();
            }
            if (first.get() == null) {
                decoder.drain(keepFirst);
            }
        }
        AVFrame frame = first.get();
        return frame == null ? null : jpeg(frame, track, Math.min(MAX_POSTER_SIDE, width));
    }

    private static byte[] jpeg(AVFrame frame, InputTrack track, int width) throws NodeException {
        int degrees = track.format().rotationDegrees();
        try (FilterGraph graph =
                new FilterGraph(RawShape.of(frame, MediaKind.VIDEO), FrameRate.UNKNOWN, steps(degrees, width), 1, 0)) {
            graph.push(frame);
            graph.pushEnd();
            AVFrame scaled = graph.pull();
            if (scaled == null) {
                throw new NodeException(NodeException.FORMAT, "The picture cannot be scaled to a poster.");
            }
            try {
                return StillImage.jpeg(scaled, new NodeSpec.Encode(Caps.video("mjpeg", 0, 0), 0, 0, 1));
            } finally {
                av_frame_free(scaled);
            }
        } finally {
            av_frame_free(frame);
        }
    }

    private static List<FilterStep> steps(int degrees, int width) {
        FilterStep scale = new FilterStep("scale", Map.of("w", Integer.toString(width), "h", "-2", "out_range", "pc"));
        FilterStep format = new FilterStep("format", Map.of("pix_fmts", "yuvj420p"));
        return switch (degrees) {
            case 90 -> List.of(new FilterStep("transpose", Map.of("dir", "clock")), scale, format);
            case 180 -> List.of(new FilterStep("hflip", Map.of()), new FilterStep("vflip", Map.of()), scale, format);
            case 270 -> List.of(new FilterStep("transpose", Map.of("dir", "cclock")), scale, format);
            default -> List.of(scale, format);
        };
    }

    /** FFmpeg joins the names of kin; people know one of them. */
    private static String formatName(String joined, List<Caps> tracks) {
        if (joined.startsWith("mov,")) {
            return "mp4";
        }
        if (joined.startsWith("matroska,")) {
            boolean isWeb = tracks.stream()
                    .allMatch(caps ->
                            List.of("vp8", "vp9", "av1", "opus", "vorbis").contains(caps.codec()));
            return isWeb ? "webm" : "matroska";
        }
        return joined.split(",", -1)[0].toLowerCase(Locale.ROOT);
    }
}
