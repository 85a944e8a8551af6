package org.kaskado.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.MediaKind;

/** The links of a pipeline: one source per sink and medium, any number of sinks per source. */
public final class PipelineLinks {
    private static final List<MediaKind> ALL = List.of(MediaKind.AUDIO, MediaKind.VIDEO, MediaKind.DATA);

    private final Pipeline pipeline;

    PipelineLinks(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Labels of a link at its two ends. */
    public record Descriptions(String source, String sink) {
        public static final Descriptions DEFAULT = new Descriptions(Link.DEFAULT_DESCRIPTION, Link.DEFAULT_DESCRIPTION);
    }

    /**
     * Connects one medium, or all three when {@code kind} is null. A sink that has a source is disconnected from it.
     *
     * @throws MediaException CONNECT_ERROR, or TRANSCODING_REFUSED when the policy forbids the conversion that is needed
     */
    public void connect(Element source, Element sink, @Nullable MediaKind kind, Descriptions descriptions) {
        if (source.pipeline() != sink.pipeline()) {
            throw new MediaException(MediaErrorCode.CONNECT_ERROR, "Media elements do not share pipeline");
        }
        List<Link> made = new ArrayList<>();
        for (MediaKind each : kinds(kind)) {
            Link link = new Link(source.source(each), sink.sink(each), descriptions.source(), descriptions.sink());
            Link former = link.sink().link();
            if (former != null) {
                cut(former);
            }
            link.source().links().add(link);
            link.sink().link(link);
            made.add(link);
            source.raise("ElementConnected", link.eventMembers());
        }
        PlannedInputs inputs = pipeline.replan();
        for (PlannedInput refused : inputs.refused()) {
            Link link = refused.sink().link();
            if (link != null && made.contains(link)) {
                made.forEach(this::cut);
                pipeline.replan();
                throw new MediaException(MediaErrorCode.TRANSCODING_REFUSED, Element.refusal(refused));
            }
        }
    }

    /** Disconnects; what is not connected is silence. */
    public void disconnect(Element source, Element sink, @Nullable MediaKind kind, Descriptions descriptions) {
        for (MediaKind each : kinds(kind)) {
            SinkPad pad = sink.sinkOrNull(each);
            Link link = pad == null ? null : pad.link();
            if (link != null
                    && link.source().element() == source
                    && link.sourceDescription().equals(descriptions.source())
                    && link.sinkDescription().equals(descriptions.sink())) {
                cut(link);
            }
        }
        pipeline.replan();
    }

    /** Cuts all links of an element. */
    void isolate(Element element) {
        element.sinks().forEach(sink -> {
            Link link = sink.link();
            if (link != null) {
                cut(link);
            }
        });
        element.sources().forEach(source -> List.copyOf(source.links()).forEach(this::cut));
    }

    private void cut(Link link) {
        link.source().links().remove(link);
        link.sink().link(null);
        link.source().element().raise("ElementDisconnected", link.eventMembers());
    }

    private static List<MediaKind> kinds(@Nullable MediaKind kind) {
        return kind == null ? ALL : List.of(kind);
    }
}
