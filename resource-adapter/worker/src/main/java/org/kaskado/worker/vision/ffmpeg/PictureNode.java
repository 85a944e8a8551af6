package org.kaskado.worker.vision.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec.FilterStep;
import org.kaskado.worker.frame.ffmpeg.FilterGraph;
import org.kaskado.worker.frame.ffmpeg.RawItem;
import org.kaskado.worker.frame.ffmpeg.RawShape;
import org.kaskado.worker.graph.MediaItem;
import org.kaskado.worker.graph.Node;
import org.kaskado.worker.graph.NodeContext;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.graph.Reply;
import org.kaskado.worker.vision.Region;

/** A node that looks at pictures of planar brightness and colour, and passes on all it gets. */
abstract class PictureNode extends Node {
    private static final List<FilterStep> PLANAR = List.of(new FilterStep("format", Map.of("pix_fmts", "yuv420p")));

    private @Nullable NodeContext context;
    private @Nullable FilterGraph converter;

    @Override
    public void open(NodeContext opened, Reply reply) throws NodeException {
        context = opened;
        reply.done(null);
    }

    @Override
    public final void take(String pad, MediaItem item) throws NodeException {
        if (!(item instanceof RawItem raw) || raw.kind() != MediaKind.VIDEO || !isInterested()) {
            context().emit(pad, item);
            return;
        }
        RawItem planar = planar(raw);
        if (planar != null) {
            context().emit(pad, look(planar));
        }
    }

    @Override
    public final void end(String pad) {
        context().emitEnd(pad);
    }

    @Override
    public void close() {
        if (converter != null) {
            converter.close();
            converter = null;
        }
    }

    /** Whether pictures matter now; else they pass untouched. */
    abstract boolean isInterested();

    /** Looks at a picture of format yuv420p; gives it back, or takes it and gives a changed one. */
    abstract RawItem look(RawItem picture);

    /** Draws; what cannot be drawn is an error event, and the picture goes on without it. */
    final void draw(OverlayImage image, RawItem picture, Region region) {
        try {
            image.draw(picture.frame(), region);
        } catch (NodeException why) {
            context().error(why);
        }
    }

    final NodeContext context() {
        NodeContext opened = context;
        if (opened == null) {
            throw new IllegalStateException("the filter is not open");
        }
        return opened;
    }

    /** A copy that may be drawn on; takes the picture. */
    static RawItem writable(RawItem picture) {
        AVFrame copy = av_frame_clone(picture.frame());
        av_frame_make_writable(copy);
        RawItem result = new RawItem(copy, MediaKind.VIDEO, picture.rate());
        picture.release();
        return result;
    }

    static byte[] imageOf(Map<String, @Nullable Object> arguments) throws NodeException {
        if (arguments.get("image") instanceof byte[] bytes && bytes.length > 0) {
            return bytes;
        }
        throw new NodeException(NodeException.ILLEGAL_VALUE, "The parameter 'image' must be the bytes of an image.");
    }

    static double numberOf(Map<String, @Nullable Object> arguments, String name, double absent) throws NodeException {
        Object value = arguments.get(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw new NodeException(NodeException.ILLEGAL_VALUE, "The parameter '" + name + "' must be a number.");
    }

    private @Nullable RawItem planar(RawItem raw) throws NodeException {
        int format = raw.frame().format();
        if (format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P) {
            return raw;
        }
        try {
            RawShape shape = RawShape.of(raw);
            FilterGraph graph = converter;
            if (graph == null || !graph.shape().equals(shape)) {
                close();
                graph = new FilterGraph(shape, raw.rate(), PLANAR, 1, 0);
                converter = graph;
            }
            graph.push(raw.frame());
            AVFrame frame = graph.pull();
            return frame == null ? null : new RawItem(frame, MediaKind.VIDEO, raw.rate());
        } finally {
            raw.release();
        }
    }
}
