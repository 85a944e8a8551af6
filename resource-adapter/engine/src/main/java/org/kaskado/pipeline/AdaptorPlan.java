package org.kaskado.pipeline;

import java.util.Map;
import java.util.Set;
import org.kaskado.processing.NodeSpec;

/**
 * What the agnostic adaptor adds to a graph: converter nodes by key, and all links between nodes.
 *
 * @param converters one Decode per source pad and one Encode per source pad and distinct target, each with the pad
 *     whose frames it works on
 */
public record AdaptorPlan(Map<String, Converter> converters, Set<GraphLink> links) {
    /** A node of the adaptor. */
    public record Converter(NodeSpec spec, SourcePad origin) {}
}
