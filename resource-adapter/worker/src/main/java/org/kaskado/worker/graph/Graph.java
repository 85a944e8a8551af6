package org.kaskado.worker.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.EncodedFrame;
import org.kaskado.processing.FromWorker;

/** One pipeline's nodes and links. Thread-safe; nothing here blocks. */
public final class Graph {
    /** Nodes of one graph, far above what a pipeline of elements needs. */
    static final int MAX_NODES = 1024;

    final ReentrantLock lock = new ReentrantLock();
    final Condition roomMade = lock.newCondition();
    final Outbox outbox;
    final Turns turns;

    private final long graphId;
    private final String label;
    private final long startNs = System.nanoTime();
    private final Map<Integer, NodeHost> hosts = new LinkedHashMap<>();
    private int closing;
    private boolean isClosed;
    private @Nullable Runnable onClosed;

    public Graph(long graphId, String label, Outbox outbox, Turns turns) {
        this.graphId = graphId;
        this.label = label;
        this.outbox = outbox;
        this.turns = turns;
    }

    public long graphId() {
        return graphId;
    }

    public String label() {
        return label;
    }

    /** Nanoseconds since the graph was opened. */
    public long nowNs() {
        return System.nanoTime() - startNs;
    }

    /** Adds a node and lets it open. */
    public void add(int nodeId, Node node, Reply reply) {
        lock.lock();
        try {
            if (isClosed || hosts.size() >= MAX_NODES || hosts.containsKey(nodeId)) {
                String why = isClosed
                        ? "The graph is closed."
                        : "A graph holds at most " + MAX_NODES + " nodes with different ids; " + nodeId
                                + " is one too many.";
                reply.failed(NodeException.RESOURCES, why);
                return;
            }
            NodeHost host = new NodeHost(this, nodeId, node);
            hosts.put(nodeId, host);
            host.open(reply);
        } finally {
            lock.unlock();
        }
    }

    /** Removes a node after it has taken what waits for it and finished its outputs. */
    public void remove(int nodeId, Reply reply) {
        lock.lock();
        try {
            NodeHost host = hosts.remove(nodeId);
            if (host == null) {
                reply.failed(NodeException.ILLEGAL_VALUE, "The graph has no node " + nodeId + ".");
                return;
            }
            host.detachOutputs();
            host.close(() -> reply.done(null));
        } finally {
            lock.unlock();
        }
    }

    public void link(int fromNode, String fromPad, int toNode, String toPad) {
        lock.lock();
        try {
            NodeHost from = hosts.get(fromNode);
            NodeHost to = hosts.get(toNode);
            if (from == null || to == null || isClosed) {
                log("WARN", "no link from node " + fromNode + " to node " + toNode + ": one of them is gone");
                return;
            }
            to.unlinkInput(toPad);
            Input input = new Input(from, fromPad, to, toPad);
            from.pads().addOutput(input);
            to.pads().addInput(input);
            if (from.isSource()) {
                from.wake();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Unlinks; what is not linked is silence. */
    public void unlink(int fromNode, String fromPad, int toNode, String toPad) {
        lock.lock();
        try {
            NodeHost to = hosts.get(toNode);
            Input input = to == null ? null : to.pads().input(toPad);
            boolean isThisLink = input != null && input.source.nodeId() == fromNode && input.sourcePad.equals(fromPad);
            if (to != null && isThisLink) {
                to.unlinkInput(toPad);
            }
        } finally {
            lock.unlock();
        }
    }

    public void command(int nodeId, String verb, Map<String, @Nullable Object> arguments, Reply reply) {
        NodeHost host = host(nodeId);
        if (host == null) {
            reply.failed(NodeException.ILLEGAL_VALUE, "The graph has no node " + nodeId + ".");
            return;
        }
        host.command(verb, arguments, reply);
    }

    public void requestKeyFrame(int nodeId) {
        NodeHost host = host(nodeId);
        if (host != null) {
            host.keyFrameWanted("video");
        }
    }

    public void frameIn(int nodeId, EncodedFrame frame) {
        NodeHost host = host(nodeId);
        if (host != null) {
            host.frameIn(frame);
        }
    }

    /** Closes all nodes; sinks first take what waits for them. Calls back when all outputs are complete. */
    public void close(Runnable whenClosed) {
        lock.lock();
        try {
            if (isClosed) {
                turns.execute(label, whenClosed);
                return;
            }
            isClosed = true;
            onClosed = whenClosed;
            List<NodeHost> all = new ArrayList<>(hosts.values());
            hosts.clear();
            closing = all.size() + 1;
            all.forEach(host -> host.close(this::oneClosed));
        } finally {
            lock.unlock();
        }
        oneClosed();
    }

    /** Once a second: what the nodes did. */
    public void sendStatistics() {
        Map<String, @Nullable Object> nodes = new LinkedHashMap<>();
        for (NodeHost host : currentHosts()) {
            nodes.put(Integer.toString(host.nodeId()), host.counters.snapshot());
        }
        if (!nodes.isEmpty()) {
            outbox.send(new FromWorker.Statistics(graphId, nodes));
        }
    }

    void log(String level, String text) {
        outbox.send(new FromWorker.Log(graphId, level, text));
    }

    private void oneClosed() {
        Runnable callback = null;
        lock.lock();
        try {
            closing--;
            if (closing == 0) {
                callback = onClosed;
            }
        } finally {
            lock.unlock();
        }
        if (callback != null) {
            callback.run();
        }
    }

    private @Nullable NodeHost host(int nodeId) {
        lock.lock();
        try {
            return hosts.get(nodeId);
        } finally {
            lock.unlock();
        }
    }

    private Collection<NodeHost> currentHosts() {
        lock.lock();
        try {
            return List.copyOf(hosts.values());
        } finally {
            lock.unlock();
        }
    }
}
