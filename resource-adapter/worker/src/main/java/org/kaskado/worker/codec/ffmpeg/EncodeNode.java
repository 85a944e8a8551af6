package org.kaskado.worker.codec.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec;
import org.kaskado.worker.codec.EncoderChoice;
import org.kaskado.worker.frame.ffmpeg.FilterGraph;
import org.kaskado.worker.frame.ffmpeg.RawItem;
import org.kaskado.worker.frame.ffmpeg.RawShape;
import org.kaskado.worker.graph.MediaItem;
import org.kaskado.worker.graph.Node;
import org.kaskado.worker.graph.NodeContext;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.graph.Reply;

/**
 * Encodes raw media. The encoder is opened with the first frame and keeps its size and rate; frames of other shapes are
 * converted. Frames that fit already are encoded without a copy.
 */
public final class EncodeNode extends Node {
    private final NodeSpec.Encode spec;
    private final EncoderChoice choice;
    private @Nullable NodeContext context;
    private @Nullable Encoder encoder;
    private @Nullable FilterGraph converter;
    private @Nullable RawShape plainShape;
    private boolean isKeyFrameWanted;

    public EncodeNode(NodeSpec.Encode spec) throws NodeException {
        EncoderChoice found = EncoderChoice.of(spec.target().codec());
        if (found == null) {
            throw new NodeException(
                    NodeException.FORMAT,
                    "'" + spec.target().codec() + "' cannot be encoded; encoded are "
                            + String.join(", ", EncoderChoice.codecs()) + ".");
        }
        this.spec = spec;
        this.choice = found;
    }

    @Override
    public void open(NodeContext opened, Reply reply) {
        context = opened;
        reply.done(null);
    }

    @Override
    public boolean keyFrameRequested(String pad) {
        isKeyFrameWanted = true;
        return true;
    }

    @Override
    public void take(String pad, MediaItem item) throws NodeException {
        try {
            if (item instanceof RawItem raw) {
                encode(pad, raw);
            } else {
                throw new NodeException(NodeException.FORMAT, "An encoder takes raw media, not coded frames.");
            }
        } finally {
            item.release();
        }
    }

    @Override
    public void end(String pad) throws NodeException {
        dropConverter(pad, true);
        Encoder current = encoder;
        if (current != null) {
            current.drain(packet -> context().emit(pad, packet));
            current.close();
            encoder = null;
        }
        context().emitEnd(pad);
    }

    @Override
    public void close() {
        plainShape = null;
        if (converter != null) {
            converter.close();
            converter = null;
        }
        if (encoder != null) {
            encoder.close();
            encoder = null;
        }
    }

    private void encode(String pad, RawItem item) throws NodeException {
        Encoder current = encoder;
        if (current == null) {
            current = new Encoder(spec, choice, item);
            encoder = current;
        }
        RawShape shape = RawShape.of(item);
        if (shape.equals(plainShape)) {
            encode(pad, current, item.frame());
            return;
        }
        FilterGraph graph = converter;
        if (graph == null || !graph.shape().equals(shape)) {
            dropConverter(pad, true);
            if (current.takes(shape)) {
                plainShape = shape;
                encode(pad, current, item.frame());
                return;
            }
            plainShape = null;
            graph = new FilterGraph(
                    shape, item.rate(), current.conversion(shape), spec.threads(), current.frameSamples());
            converter = graph;
        }
        graph.push(item.frame());
        pull(pad, current, graph);
    }

    private void pull(String pad, Encoder current, FilterGraph graph) throws NodeException {
        for (AVFrame frame = graph.pull(); frame != null; frame = graph.pull()) {
            try {
                encode(pad, current, frame);
            } finally {
                av_frame_free(frame);
            }
        }
    }

    private void encode(String pad, Encoder current, AVFrame frame) throws NodeException {
        boolean isKeyWanted = isKeyFrameWanted && spec.target().kind() == MediaKind.VIDEO;
        if (current.encode(frame, isKeyWanted, packet -> context().emit(pad, packet))) {
            isKeyFrameWanted = false;
        } else {
            context().countDropped();
        }
    }

    private void dropConverter(String pad, boolean isDrained) throws NodeException {
        FilterGraph graph = converter;
        converter = null;
        if (graph == null) {
            return;
        }
        try {
            Encoder current = encoder;
            if (isDrained && current != null) {
                graph.pushEnd();
                pull(pad, current, graph);
            }
        } finally {
            graph.close();
        }
    }

    private NodeContext context() {
        NodeContext opened = context;
        if (opened == null) {
            throw new IllegalStateException("the encoder is not open");
        }
        return opened;
    }
}
