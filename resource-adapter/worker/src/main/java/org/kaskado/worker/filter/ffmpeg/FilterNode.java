package org.kaskado.worker.filter.ffmpeg;

import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.NodeSpec.FilterStep;
import org.kaskado.worker.frame.ffmpeg.FilterGraph;
import org.kaskado.worker.frame.ffmpeg.FrameRate;
import org.kaskado.worker.frame.ffmpeg.RawItem;
import org.kaskado.worker.frame.ffmpeg.RawShape;
import org.kaskado.worker.graph.MediaItem;
import org.kaskado.worker.graph.Node;
import org.kaskado.worker.graph.NodeContext;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.graph.Reply;

/** A chain of filters, rebuilt when the shape of the frames changes. A chain that fails lets frames pass unchanged. */
public final class FilterNode extends Node {
    private static final int THREADS = 1;

    private final List<FilterStep> chain;
    private @Nullable NodeContext context;
    private @Nullable FilterGraph graph;
    private @Nullable RawShape refused;

    public FilterNode(NodeSpec.Filter spec) {
        this.chain = spec.chain();
    }

    @Override
    public void open(NodeContext opened, Reply reply) {
        context = opened;
        reply.done(null);
    }

    @Override
    public void take(String pad, MediaItem item) throws NodeException {
        if (!(item instanceof RawItem raw) || chain.isEmpty()) {
            context().emit(pad, item);
            return;
        }
        RawShape shape = RawShape.of(raw);
        if (shape.equals(refused)) {
            context().emit(pad, item);
            return;
        }
        try {
            FilterGraph current = graphFor(pad, raw, shape);
            current.push(raw.frame());
            pull(pad, current, raw.kind(), raw.rate());
        } catch (NodeException why) {
            refused = shape;
            throw why;
        } finally {
            item.release();
        }
    }

    @Override
    public void end(String pad) throws NodeException {
        drain(pad);
        context().emitEnd(pad);
    }

    @Override
    public void close() {
        if (graph != null) {
            graph.close();
            graph = null;
        }
    }

    private FilterGraph graphFor(String pad, RawItem raw, RawShape shape) throws NodeException {
        FilterGraph current = graph;
        if (current == null || !current.shape().equals(shape)) {
            drain(pad);
            current = new FilterGraph(shape, raw.rate(), chain, THREADS, 0);
            graph = current;
        }
        return current;
    }

    private void drain(String pad) throws NodeException {
        FilterGraph current = graph;
        graph = null;
        if (current != null) {
            try {
                current.pushEnd();
                pull(pad, current, current.shape().kind(), FrameRate.UNKNOWN);
            } finally {
                current.close();
            }
        }
    }

    private void pull(String pad, FilterGraph current, MediaKind kind, FrameRate sourceRate) {
        FrameRate rate = current.rate().isKnown() ? current.rate() : sourceRate;
        for (AVFrame frame = current.pull(); frame != null; frame = current.pull()) {
            context().emit(pad, new RawItem(frame, kind, rate));
        }
    }

    private NodeContext context() {
        NodeContext opened = context;
        if (opened == null) {
            throw new IllegalStateException("the filter is not open");
        }
        return opened;
    }
}
