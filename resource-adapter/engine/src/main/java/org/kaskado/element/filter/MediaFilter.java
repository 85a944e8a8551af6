package org.kaskado.element.filter;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.Caps;
import org.kaskado.frame.MediaKind;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.NodeDemand;
import org.kaskado.pipeline.NodeHandle;
import org.kaskado.pipeline.NodeOwner;
import org.kaskado.pipeline.Pipeline;
import org.kaskado.pipeline.PlannedInputs;
import org.kaskado.pipeline.SinkPolicy;
import org.kaskado.pipeline.SourcePad;
import org.kaskado.processing.NodeSpec;

/** A filter works on one medium, decoded, and forwards the others as they come. */
abstract class MediaFilter extends Element {
    private final MediaKind medium;
    private @Nullable FilterNode current;
    private int generation;

    MediaFilter(Pipeline pipeline, ElementType.Identity identity, MediaKind medium) {
        super(pipeline, identity);
        this.medium = medium;
        giveSinks(kind -> kind == medium ? new RawPolicy() : null);
        giveSources(kind -> kind == medium ? SourcePad.Origin.DERIVES : SourcePad.Origin.FORWARDS);
    }

    /** What the worker shall do. */
    abstract NodeSpec spec();

    /** The node is there; settings made so far can be sent. */
    abstract void onNode(NodeHandle node);

    void onNodeEvent(String type, Map<String, @Nullable Object> data) {}

    /** The node while there is one. */
    final @Nullable NodeHandle node() {
        return current == null ? null : current.handle;
    }

    /** Replaces the node by one with the present {@link #spec}. */
    final void rebuild() {
        current = null;
        pipeline().replan();
    }

    @Override
    protected final List<NodeDemand> nodes(PlannedInputs inputs) {
        if (inputs.of(sink(medium)) == null) {
            current = null;
            sink(medium).into(null);
            source(medium).from(null);
            return List.of();
        }
        FilterNode node = current;
        if (node == null) {
            node = new FilterNode(id() + "#filter" + generation++);
            current = node;
        }
        sink(medium).into(node.key);
        source(medium).from(node.key);
        return List.of(new NodeDemand(node.key, node));
    }

    @Override
    protected final void onWorkerLost(MediaException cause, boolean mayResume) {
        current = null;
    }

    private final class FilterNode implements NodeOwner {
        private final String key;
        private @Nullable NodeHandle handle;

        FilterNode(String key) {
            this.key = key;
        }

        @Override
        public NodeSpec spec(NodeHandle placed) {
            handle = placed;
            return MediaFilter.this.spec();
        }

        @Override
        public void onPlaced(NodeHandle placed) {
            onNode(placed);
        }

        @Override
        public void onEvent(String type, Map<String, @Nullable Object> data) {
            onNodeEvent(type, data);
        }

        @Override
        public void onRefused(MediaErrorCode code, String message) {
            raiseError(code, message);
        }
    }

    /** Takes decoded media only. */
    private static final class RawPolicy implements SinkPolicy {
        @Override
        public boolean accepts(Caps offered) {
            return offered.isRaw();
        }

        @Override
        public Caps target(Caps offered) {
            return new Caps(offered.kind(), Caps.RAW, 0, 0, 0, 0);
        }
    }
}
