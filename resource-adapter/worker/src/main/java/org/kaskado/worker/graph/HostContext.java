package org.kaskado.worker.graph;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.Caps;
import org.kaskado.processing.FromWorker;

/** What a node sees of its graph. */
final class HostContext implements NodeContext {
    private final Graph graph;
    private final NodeHost host;
    private final AtomicReference<@Nullable String> lastError = new AtomicReference<>();

    HostContext(Graph graph, NodeHost host) {
        this.graph = graph;
        this.host = host;
    }

    @Override
    public long graphId() {
        return graph.graphId();
    }

    @Override
    public int nodeId() {
        return host.nodeId();
    }

    @Override
    public String label() {
        return host.threadName();
    }

    @Override
    public long nowNs() {
        return graph.nowNs();
    }

    @Override
    public void emit(String pad, MediaItem item) {
        host.counters.out(item.sizeBytes(), graph.nowNs() - item.ptsNs());
        put(pad, item);
        item.release();
    }

    @Override
    public void emitEnd(String pad) {
        put(pad, Input.END);
    }

    private void put(String pad, MediaItem item) {
        graph.lock.lock();
        try {
            for (Input link : host.pads().outputs(pad)) {
                link.put(item.share());
                link.sink.schedule();
            }
        } finally {
            graph.lock.unlock();
        }
    }

    @Override
    public void event(String type, Map<String, @Nullable Object> data) {
        graph.outbox.send(new FromWorker.NodeEvent(graph.graphId(), host.nodeId(), type, data));
    }

    /** The same trouble with every frame is told once. */
    @Override
    public void error(NodeException why) {
        if (String.valueOf(why.getMessage()).equals(lastError.getAndSet(why.getMessage()))) {
            host.counters.drop();
            return;
        }
        event("Error", Map.of("code", why.code(), "message", String.valueOf(why.getMessage())));
    }

    @Override
    public void padsKnown(List<Caps> pads) {
        graph.outbox.send(new FromWorker.PadsKnown(graph.graphId(), host.nodeId(), pads));
    }

    @Override
    public void send(FromWorker message) {
        graph.outbox.send(message);
    }

    @Override
    public boolean linkHasRoom() {
        if (graph.outbox.hasRoom()) {
            return true;
        }
        graph.outbox.onRoom(host::wake);
        return false;
    }

    @Override
    public void requestKeyFrame(String pad) {
        Input input;
        graph.lock.lock();
        try {
            input = host.pads().input(pad);
        } finally {
            graph.lock.unlock();
        }
        if (input != null) {
            input.source.keyFrameWanted(input.sourcePad);
        }
    }

    @Override
    public void post(Runnable task) {
        host.post(task);
    }

    @Override
    public void after(long delayNs, Runnable task) {
        host.after(delayNs, task);
    }

    @Override
    public void wake() {
        host.wake();
    }

    @Override
    public void drainInputs() {
        host.drainInputs();
    }

    @Override
    public void afterUpstream(Runnable task) {
        new UpstreamDrain(graph, host, task).look();
    }

    @Override
    public boolean hasRoom(String pad) {
        graph.lock.lock();
        try {
            return host.pads().haveRoom(pad);
        } finally {
            graph.lock.unlock();
        }
    }

    @Override
    public SourceLoop startSource(SourceLoop.Source source, Reply reply) {
        SourceLoop loop = new SourceLoop(graph.lock, graph.roomMade, this, source);
        loop.start(reply);
        return loop;
    }

    @Override
    public void countDropped() {
        host.counters.drop();
    }

    @Override
    public void countOut(long bytes) {
        host.counters.bytes(bytes);
    }
}
