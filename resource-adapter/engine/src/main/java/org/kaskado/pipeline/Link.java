package org.kaskado.pipeline;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An edge from a source pad to a sink pad of the same medium; descriptions are labels of the applications. */
public record Link(SourcePad source, SinkPad sink, String sourceDescription, String sinkDescription) {
    static final String DEFAULT_DESCRIPTION = "default";

    /** Members of {@code ElementConnected} and {@code ElementDisconnected}. */
    Map<String, @Nullable Object> eventMembers() {
        return Map.of(
                "sink",
                sink.element().id(),
                "mediaType",
                sink.kind().name(),
                "sourceMediaDescription",
                sourceDescription,
                "sinkMediaDescription",
                sinkDescription);
    }

    /** The catalogue's {@code ElementConnectionData}. */
    Map<String, @Nullable Object> register() {
        return Register.of(
                "ElementConnectionData",
                Map.of(
                        "source", source.element().id(),
                        "sink", sink.element().id(),
                        "type", sink.kind().name(),
                        "sourceDescription", sourceDescription,
                        "sinkDescription", sinkDescription));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other; // an edge is itself: pads have identity
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
