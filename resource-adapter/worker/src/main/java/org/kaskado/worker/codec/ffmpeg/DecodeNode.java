package org.kaskado.worker.codec.ffmpeg;

import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.NodeSpec.FilterStep;
import org.kaskado.worker.frame.ffmpeg.CodedItem;
import org.kaskado.worker.frame.ffmpeg.FilterGraph;
import org.kaskado.worker.frame.ffmpeg.RawItem;
import org.kaskado.worker.frame.ffmpeg.RawShape;
import org.kaskado.worker.frame.ffmpeg.TrackFormat;
import org.kaskado.worker.graph.MediaItem;
import org.kaskado.worker.graph.Node;
import org.kaskado.worker.graph.NodeContext;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.graph.Reply;

/** Decodes one medium; turns pictures upright; starts at a key frame; follows changes of the format. */
public final class DecodeNode extends Node {
    /** Streams without marked key frames are decoded after so long anyhow. */
    private static final long MAX_KEY_WAIT_NS = 3_000_000_000L;

    /** A damaged stretch is silence; so many frames in a row are worth an error. */
    private static final int MAX_BAD_FRAMES = 100;

    private static final Map<Integer, List<FilterStep>> UPRIGHT = Map.of(
            90, List.of(new FilterStep("transpose", Map.of("dir", "clock"))),
            180, List.of(new FilterStep("hflip", Map.of()), new FilterStep("vflip", Map.of())),
            270, List.of(new FilterStep("transpose", Map.of("dir", "cclock"))));

    private final int threads;
    private @Nullable NodeContext context;
    private @Nullable Decoder decoder;
    private @Nullable TrackFormat format;
    private @Nullable FilterGraph upright;
    private long firstSeenNs;
    private boolean needsKeyFrame;
    private int badFrames;

    public DecodeNode(NodeSpec.Decode spec) {
        this.threads = Math.max(1, spec.threads());
    }

    @Override
    public void open(NodeContext opened, Reply reply) {
        context = opened;
        reply.done(null);
    }

    @Override
    public void take(String pad, MediaItem item) throws NodeException {
        try {
            if (item instanceof CodedItem coded) {
                decode(pad, coded);
            } else {
                throw new NodeException(NodeException.FORMAT, "A decoder takes coded frames, not raw ones.");
            }
        } finally {
            item.release();
        }
    }

    @Override
    public void end(String pad) throws NodeException {
        finish(pad);
        context().emitEnd(pad);
    }

    @Override
    public void close() {
        format = null;
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
        if (upright != null) {
            upright.close();
            upright = null;
        }
    }

    private void decode(String pad, CodedItem item) throws NodeException {
        if (item.format() != format) {
            finish(pad);
            format = item.format();
            decoder = new Decoder(item.format(), threads);
            needsKeyFrame = item.kind() == MediaKind.VIDEO;
            firstSeenNs = item.dtsNs();
        }
        Decoder current = decoder;
        if (current == null || isWaitingForKey(item)) {
            context().countDropped();
            return;
        }
        if (current.send(item.packet(), frame -> emit(pad, frame))) {
            badFrames = 0;
            return;
        }
        context().countDropped();
        badFrames++;
        if (badFrames == MAX_BAD_FRAMES) {
            throw new NodeException(
                    NodeException.FORMAT,
                    "The " + item.format().caps().codec() + " track is damaged: " + MAX_BAD_FRAMES
                            + " frames in a row could not be decoded.");
        }
    }

    private boolean isWaitingForKey(CodedItem item) {
        if (!needsKeyFrame) {
            return false;
        }
        if (item.isKeyFrame() || item.dtsNs() - firstSeenNs > MAX_KEY_WAIT_NS) {
            needsKeyFrame = false;
            return false;
        }
        context().requestKeyFrame("video");
        return true;
    }

    private void finish(String pad) throws NodeException {
        Decoder current = decoder;
        if (current != null) {
            current.drain(frame -> emit(pad, frame));
        }
        close();
    }

    private void emit(String pad, AVFrame frame) throws NodeException {
        TrackFormat of = format;
        if (of == null) {
            return;
        }
        List<FilterStep> turn = of.caps().kind() == MediaKind.VIDEO ? UPRIGHT.get(of.rotationDegrees()) : null;
        if (turn == null) {
            context().emit(pad, new RawItem(frame, of.caps().kind(), of.rate()));
            return;
        }
        FilterGraph graph = uprightFor(frame, of, turn);
        RawItem item = new RawItem(frame, MediaKind.VIDEO, of.rate());
        try {
            graph.push(frame);
        } finally {
            item.release();
        }
        for (AVFrame turned = graph.pull(); turned != null; turned = graph.pull()) {
            context().emit(pad, new RawItem(turned, MediaKind.VIDEO, of.rate()));
        }
    }

    private FilterGraph uprightFor(AVFrame frame, TrackFormat of, List<FilterStep> turn) throws NodeException {
        RawShape shape = RawShape.of(frame, MediaKind.VIDEO);
        FilterGraph graph = upright;
        if (graph == null || !graph.shape().equals(shape)) {
            if (graph != null) {
                graph.close();
            }
            graph = new FilterGraph(shape, of.rate(), turn, threads, 0);
            upright = graph;
        }
        return graph;
    }

    private NodeContext context() {
        NodeContext opened = context;
        if (opened == null) {
            throw new IllegalStateException("the decoder is not open");
        }
        return opened;
    }
}
