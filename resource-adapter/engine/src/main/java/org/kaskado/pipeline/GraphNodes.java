package org.kaskado.pipeline;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nodes, links and streams as they are in the worker now. Lives on the pipeline's loop. */
final class GraphNodes {
    private final Map<String, NodeHandle> nodes = new LinkedHashMap<>();
    private final Set<GraphLink> links = new LinkedHashSet<>();
    private final Map<Long, NodeHandle.Stream> streams = new HashMap<>();
    private int nextNodeId = 1;

    /** The two nodes of a link. */
    record Ends(NodeHandle from, NodeHandle into) {}

    NodeHandle add(PipelineGraph graph, NodeDemand demand) {
        NodeHandle node = new NodeHandle(graph, demand.key(), nextNodeId++, demand.owner());
        nodes.put(demand.key(), node);
        return node;
    }

    void remove(NodeHandle node) {
        nodes.remove(node.key());
        forget(node);
    }

    boolean has(String key) {
        return nodes.containsKey(key);
    }

    @Nullable
    NodeHandle find(int nodeId) {
        for (NodeHandle node : nodes.values()) {
            if (node.nodeId() == nodeId) {
                return node;
            }
        }
        return null;
    }

    /** Nodes that are not among the wanted ones; a copy. */
    List<NodeHandle> unwanted(Set<String> wanted) {
        return nodes.values().stream()
                .filter(node -> !wanted.contains(node.key()))
                .toList();
    }

    /** Links that are not among the wanted ones; a copy. */
    Set<GraphLink> unwantedLinks(Set<GraphLink> wanted) {
        Set<GraphLink> gone = new LinkedHashSet<>(links);
        gone.removeAll(wanted);
        return gone;
    }

    boolean has(GraphLink link) {
        return links.contains(link);
    }

    void add(GraphLink link) {
        links.add(link);
    }

    void remove(GraphLink link) {
        links.remove(link);
    }

    /** Both nodes of a link, or nothing when one of them is not there. */
    @Nullable
    Ends ends(GraphLink link) {
        NodeHandle from = nodes.get(link.fromKey());
        NodeHandle into = nodes.get(link.toKey());
        return from == null || into == null ? null : new Ends(from, into);
    }

    void open(long id, NodeHandle.Stream stream) {
        streams.put(id, stream);
    }

    void close(long stream) {
        streams.remove(stream);
    }

    NodeHandle.@Nullable Stream stream(long id) {
        return streams.get(id);
    }

    /** The worker is gone, and everything with it. */
    void clear() {
        nodes.values().forEach(this::forget);
        nodes.clear();
        links.clear();
        streams.clear();
    }

    private void forget(NodeHandle node) {
        node.gone();
        node.streams().forEach(streams::remove);
    }
}
