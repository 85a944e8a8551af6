package org.kaskado.worker.vision.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_BMP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_GIF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec.FilterStep;
import org.kaskado.worker.codec.ffmpeg.Decoder;
import org.kaskado.worker.frame.ffmpeg.FilterGraph;
import org.kaskado.worker.frame.ffmpeg.FrameRate;
import org.kaskado.worker.frame.ffmpeg.RawShape;
import org.kaskado.worker.frame.ffmpeg.TrackFormat;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.vision.Blend;
import org.kaskado.worker.vision.Region;

/** A decoded image (PNG, JPEG, GIF, WebP, BMP) and its form at the size last drawn. Used by one thread at a time. */
final class OverlayImage implements AutoCloseable {
    private static final int MAX_SIDE = 4096;
    private static final int PLANES = 3;
    private static final int ALPHA = 3;

    private final AVFrame picture;
    private @Nullable AVFrame sized;

    OverlayImage(byte[] bytes) throws NodeException {
        picture = decode(bytes);
        if (picture.width() > MAX_SIDE || picture.height() > MAX_SIDE) {
            int width = picture.width();
            int height = picture.height();
            close();
            throw new NodeException(
                    NodeException.ILLEGAL_VALUE,
                    "The image has " + width + "x" + height + " pixels; at most " + MAX_SIDE + " in each direction.");
        }
    }

    int width() {
        return picture.width();
    }

    int height() {
        return picture.height();
    }

    /** Draws the image, stretched to the region, into a writable picture of format yuv420p. */
    void draw(AVFrame target, Region region) throws NodeException {
        Region place = region.even();
        if (place.width() > 2 * MAX_SIDE || place.height() > 2 * MAX_SIDE || isOutside(target, place)) {
            return;
        }
        AVFrame image = sizedTo(place.width(), place.height());
        for (int plane = 0; plane < PLANES; plane++) {
            drawPlane(target, image, place, plane);
        }
    }

    private static boolean isOutside(AVFrame target, Region place) {
        return place.x() >= target.width()
                || place.y() >= target.height()
                || place.x() + place.width() <= 0
                || place.y() + place.height() <= 0;
    }

    @Override
    public void close() {
        av_frame_free(picture);
        if (sized != null) {
            av_frame_free(sized);
            sized = null;
        }
    }

    private static void drawPlane(AVFrame target, AVFrame image, Region place, int plane) {
        int step = plane == 0 ? 1 : 2;
        int from = Math.max(0, -place.x()) / step;
        int left = Math.max(0, place.x()) / step;
        int count = Math.min(place.width() / step - from, (target.width() + step - 1) / step - left);
        if (count <= 0) {
            return;
        }
        byte[] under = new byte[count];
        byte[] over = new byte[place.width() / step];
        byte[] alpha = new byte[place.width()];
        BytePointer targetData = target.data(plane);
        BytePointer imageData = image.data(plane);
        BytePointer alphaData = image.data(ALPHA);
        int targetRows = (target.height() + step - 1) / step;
        for (int row = 0; row < place.height() / step; row++) {
            int y = place.y() / step + row;
            if (y >= 0 && y < targetRows) {
                long at = (long) y * target.linesize(plane) + left;
                targetData.position(at).get(under);
                imageData.position((long) row * image.linesize(plane)).get(over);
                alphaData.position((long) row * step * image.linesize(ALPHA)).get(alpha);
                Blend.row(under, over, alpha, step, from);
                targetData.position(at).put(under);
            }
        }
    }

    private AVFrame sizedTo(int width, int height) throws NodeException {
        AVFrame current = sized;
        if (current != null && current.width() == width && current.height() == height) {
            return current;
        }
        if (current != null) {
            av_frame_free(current);
            sized = null;
        }
        List<FilterStep> steps = List.of(
                new FilterStep("scale", Map.of("w", Integer.toString(width), "h", Integer.toString(height))),
                new FilterStep("format", Map.of("pix_fmts", "yuva420p")));
        try (FilterGraph graph =
                new FilterGraph(RawShape.of(picture, MediaKind.VIDEO), FrameRate.UNKNOWN, steps, 1, 0)) {
            graph.push(picture);
            graph.pushEnd();
            AVFrame made = graph.pull();
            if (made == null) {
                throw new NodeException(NodeException.UNEXPECTED, "The image cannot be scaled.");
            }
            sized = made;
            return made;
        }
    }

    private static AVFrame decode(byte[] bytes) throws NodeException {
        AVCodecParameters parameters = avcodec_parameters_alloc();
        parameters.codec_type(AVMEDIA_TYPE_VIDEO);
        parameters.codec_id(codecOf(bytes));
        TrackFormat format = new TrackFormat(parameters, FrameRate.UNKNOWN);
        avcodec_parameters_free(parameters);
        AVPacket packet = av_packet_alloc();
        av_new_packet(packet, bytes.length);
        packet.data().put(bytes, 0, bytes.length);
        packet.pts(0);
        packet.flags(AV_PKT_FLAG_KEY);
        AVFrame[] decoded = new AVFrame[1];
        Decoder.FrameSink keepFirst = frame -> {
            if (decoded[0] == null) {
                decoded[0] = frame;
            } else {
                av_frame_free(frame);
            }
        };
        try (Decoder decoder = new Decoder(format, 1)) {
            decoder.send(packet, keepFirst);
            decoder.drain(keepFirst);
        } finally {
            av_packet_free(packet);
        }
        if (decoded[0] == null) {
            throw new NodeException(NodeException.FORMAT, "The image is damaged and cannot be decoded.");
        }
        return decoded[0];
    }

    private static int codecOf(byte[] bytes) throws NodeException {
        if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G')) {
            return AV_CODEC_ID_PNG;
        }
        if (startsWith(bytes, 0, 0xFF, 0xD8, 0xFF)) {
            return AV_CODEC_ID_MJPEG;
        }
        if (startsWith(bytes, 0, 'G', 'I', 'F', '8')) {
            return AV_CODEC_ID_GIF;
        }
        if (startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B', 'P')) {
            return AV_CODEC_ID_WEBP;
        }
        if (startsWith(bytes, 0, 'B', 'M')) {
            return AV_CODEC_ID_BMP;
        }
        throw new NodeException(
                NodeException.FORMAT, "The image is of no known kind; known are PNG, JPEG, GIF, WebP and BMP.");
    }

    private static boolean startsWith(byte[] bytes, int at, int... magic) {
        if (bytes.length < at + magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[at + i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
