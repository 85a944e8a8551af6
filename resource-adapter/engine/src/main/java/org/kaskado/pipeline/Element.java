package org.kaskado.pipeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.MediaKind;

/** A media element: pads, and the worker nodes behind them. Lives on the loop of its pipeline. */
public abstract class Element extends MediaObject {
    /** Operations of the catalogue's {@code MediaElement}. */
    public static final OperationTable<Element> OPERATIONS = ElementOperations.table();

    private final Pipeline pipeline;
    private final Map<MediaKind, SourcePad> sources = new EnumMap<>(MediaKind.class);
    private final Map<MediaKind, SinkPad> sinks = new EnumMap<>(MediaKind.class);
    final EncoderSettings encoder = new EncoderSettings();

    protected Element(Pipeline pipeline, ElementType.Identity identity) {
        super(identity, pipeline);
        this.pipeline = pipeline;
    }

    /** Gives the element source pads for all media; origins as they are for each. */
    protected final void giveSources(Function<MediaKind, SourcePad.Origin> origins) {
        for (MediaKind kind : MediaKind.values()) {
            sources.put(kind, new SourcePad(this, kind, origins.apply(kind)));
        }
    }

    /** Gives the element sink pads for all media; a null policy forwards, or wants nothing of the medium. */
    protected final void giveSinks(Function<MediaKind, @Nullable SinkPolicy> policies) {
        for (MediaKind kind : MediaKind.values()) {
            sinks.put(kind, new SinkPad(this, kind, policies.apply(kind)));
        }
    }

    @Override
    public final Pipeline pipeline() {
        return pipeline;
    }

    public final Collection<SourcePad> sources() {
        return sources.values();
    }

    public final Collection<SinkPad> sinks() {
        return sinks.values();
    }

    /** The source pad of a medium; fails with CONNECT_ERROR when the element only receives. */
    public final SourcePad source(MediaKind kind) {
        SourcePad pad = sources.get(kind);
        if (pad == null) {
            throw new MediaException(
                    MediaErrorCode.CONNECT_ERROR,
                    "A " + type() + " has no source pad for " + kind + ": it only receives");
        }
        return pad;
    }

    /** The sink pad of a medium; fails with CONNECT_ERROR when the element only sends. */
    public final SinkPad sink(MediaKind kind) {
        SinkPad pad = sinks.get(kind);
        if (pad == null) {
            throw new MediaException(
                    MediaErrorCode.CONNECT_ERROR, "A " + type() + " has no sink pad for " + kind + ": it only sends");
        }
        return pad;
    }

    final @Nullable SinkPad sinkOrNull(MediaKind kind) {
        return sinks.get(kind);
    }

    /**
     * Reacts to a new outcome of caps negotiation: names the nodes of its pads ({@link SinkPad#into},
     * {@link SourcePad#from}) and answers the nodes that shall exist now.
     */
    protected abstract List<NodeDemand> nodes(PlannedInputs inputs);

    /** A conversion that one of this element's sinks needs was refused. */
    protected void onInputRefused(PlannedInput input) {
        raiseError(MediaErrorCode.TRANSCODING_REFUSED, refusal(input));
    }

    /**
     * The worker died with all nodes; the next {@link #nodes} builds anew.
     *
     * @param cause WORKER_LOST, or NOT_ENOUGH_RESOURCES when no worker could be had
     * @param mayResume false when workers died so often in a row that playing on would only kill the next one
     */
    protected void onWorkerLost(MediaException cause, boolean mayResume) {}

    /** Whether media must reach this element's sinks at clock speed, because someone watches. */
    protected boolean isWatched() {
        return false;
    }

    @Override
    protected final void onRelease() {
        onClose();
        pipeline.forget(this);
    }

    /** Frees what the element holds; nodes go by themselves. Called once. */
    protected void onClose() {}

    static String refusal(PlannedInput input) {
        return "kaskado.transcoding=refuse forbids to convert "
                + input.offered().codec() + " to " + input.chosen().codec() + " for " + input.sink();
    }

    final List<Map<String, @Nullable Object>> sourceConnections(@Nullable String medium, @Nullable String description) {
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        for (SinkPad sink : sinks.values()) {
            Link link = sink.link();
            if (link != null && matches(medium, sink.kind().name()) && matches(description, link.sinkDescription())) {
                found.add(link.register());
            }
        }
        return found;
    }

    final List<Map<String, @Nullable Object>> sinkConnections(@Nullable String medium, @Nullable String description) {
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        for (SourcePad source : sources.values()) {
            for (Link link : source.links()) {
                if (matches(medium, source.kind().name()) && matches(description, link.sourceDescription())) {
                    found.add(link.register());
                }
            }
        }
        return found;
    }

    private static boolean matches(@Nullable String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }
}
