package org.kaskado.worker.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.Caps;
import org.kaskado.frame.EncodedFrame;
import org.kaskado.processing.FromWorker;

/** A node's place in its graph: mailbox, input queues, output links, and the turn that works them off. */
final class NodeHost implements NodeContext {
    /** Steps of one turn before other nodes get the thread. */
    private static final int STEPS_PER_TURN = 16;

    /** Frames from the server that may wait; more are dropped and counted. */
    private static final int MAX_MAILBOX = 4096;

    final Counters counters = new Counters();
    private final Graph graph;
    private final int nodeId;
    private final Node node;
    private final String threadName;
    private final ArrayDeque<Runnable> mailbox = new ArrayDeque<>();
    private final Map<String, Input> inputs = new LinkedHashMap<>();
    private final Map<String, List<Input>> outputs = new HashMap<>();
    private final AtomicReference<@Nullable String> lastError = new AtomicReference<>();
    private boolean isScheduled;
    private boolean isClosed;
    private int nextInput;

    NodeHost(Graph graph, int nodeId, Node node) {
        this.graph = graph;
        this.nodeId = nodeId;
        this.node = node;
        this.threadName = graph.label() + "-" + nodeId;
    }

    // ---- structure; the caller holds the graph's lock ----

    boolean isSource() {
        return inputs.isEmpty();
    }

    @Nullable
    Input input(String pad) {
        return inputs.get(pad);
    }

    void addInput(Input input) {
        inputs.put(input.sinkPad, input);
    }

    /** Replaces the list, so that a running {@link #emit} keeps its own. */
    void addOutput(Input input) {
        List<Input> links = new ArrayList<>(outputs.getOrDefault(input.sourcePad, List.of()));
        links.add(input);
        outputs.put(input.sourcePad, List.copyOf(links));
    }

    void unlinkInput(String pad) {
        Input input = inputs.remove(pad);
        if (input == null) {
            return;
        }
        input.source.removeOutput(input);
        for (MediaItem item = input.poll(); item != null; item = input.poll()) {
            item.release();
        }
        post(() -> guarded(() -> node.unlinked(pad)));
    }

    void detachOutputs() {
        List<Input> links = new ArrayList<>();
        outputs.values().forEach(links::addAll);
        links.forEach(link -> link.sink.unlinkInput(link.sinkPad));
    }

    private void removeOutput(Input input) {
        List<Input> links = new ArrayList<>(outputs.getOrDefault(input.sourcePad, List.of()));
        links.remove(input);
        outputs.put(input.sourcePad, List.copyOf(links));
        roomMade();
    }

    private void roomMade() {
        graph.roomMade.signalAll();
        schedule();
    }

    // ---- requests; any thread ----

    void open(Reply reply) {
        post(() -> {
            try {
                node.open(this, reply);
            } catch (NodeException why) {
                reply.failed(why);
            } catch (RuntimeException | LinkageError broken) {
                reply.failed(NodeException.UNEXPECTED, "The node could not be opened: " + broken);
            }
        });
    }

    void command(String verb, Map<String, @Nullable Object> arguments, Reply reply) {
        post(() -> {
            try {
                node.command(verb, arguments, reply);
            } catch (NodeException why) {
                reply.failed(why);
            } catch (RuntimeException broken) {
                reply.failed(NodeException.UNEXPECTED, "The command '" + verb + "' failed: " + broken);
            }
        });
    }

    void frameIn(EncodedFrame frame) {
        graph.lock.lock();
        try {
            if (mailbox.size() >= MAX_MAILBOX) {
                counters.drop();
                return;
            }
        } finally {
            graph.lock.unlock();
        }
        counters.in();
        post(() -> guarded(() -> node.frameIn(frame)));
    }

    void keyFrameWanted(String pad) {
        post(() -> {
            if (!node.keyFrameRequested(pad)) {
                requestKeyFrame(pad);
            }
        });
    }

    void close(Runnable whenClosed) {
        post(() -> {
            drainInputs();
            try {
                node.close();
            } catch (RuntimeException broken) {
                graph.log("ERROR", "node " + nodeId + " did not close cleanly: " + broken);
            }
            discard();
            whenClosed.run();
        });
    }

    private void discard() {
        graph.lock.lock();
        try {
            isClosed = true;
            mailbox.clear();
            List.copyOf(inputs.keySet()).forEach(this::unlinkInput);
            detachOutputs();
            graph.roomMade.signalAll();
        } finally {
            graph.lock.unlock();
        }
    }

    // ---- the turn ----

    private void schedule() {
        if (!isScheduled && !isClosed) {
            isScheduled = true;
            graph.turns.execute(threadName, this::turn);
        }
    }

    private void turn() {
        for (int i = 0; i < STEPS_PER_TURN; i++) {
            Runnable step = nextStep();
            if (step == null) {
                return;
            }
            step.run();
        }
        graph.turns.execute(threadName, this::turn);
    }

    /** Null, and no longer scheduled, when there is nothing to do. */
    private @Nullable Runnable nextStep() {
        boolean isReady = node.isReady();
        graph.lock.lock();
        try {
            Runnable task = isClosed ? null : mailbox.poll();
            if (task == null && isReady && !isClosed) {
                task = nextMedia();
            }
            if (task == null) {
                isScheduled = false;
            }
            return task;
        } finally {
            graph.lock.unlock();
        }
    }

    private @Nullable Runnable nextMedia() {
        List<Input> candidates = List.copyOf(inputs.values());
        for (int i = 0; i < candidates.size(); i++) {
            Input input = candidates.get((nextInput + i) % candidates.size());
            if (!input.isEmpty() && allHaveRoom(input.sinkPad)) {
                nextInput = (nextInput + i + 1) % candidates.size();
                return takeFrom(input);
            }
        }
        return null;
    }

    private @Nullable Runnable takeFrom(Input input) {
        MediaItem item = input.poll();
        if (item == null) {
            return null;
        }
        input.source.roomMade();
        String pad = input.sinkPad;
        if (item == Input.END) {
            return () -> guarded(() -> node.end(pad));
        }
        counters.in();
        return () -> guarded(() -> node.take(pad, item));
    }

    @Override
    public void drainInputs() {
        for (Runnable step = pollAny(); step != null; step = pollAny()) {
            step.run();
        }
    }

    private @Nullable Runnable pollAny() {
        graph.lock.lock();
        try {
            for (Input input : inputs.values()) {
                if (!input.isEmpty()) {
                    return takeFrom(input);
                }
            }
            return null;
        } finally {
            graph.lock.unlock();
        }
    }

    private interface Step {
        void run() throws NodeException;
    }

    private void guarded(Step step) {
        try {
            step.run();
        } catch (NodeException why) {
            error(why);
        } catch (RuntimeException broken) {
            error(new NodeException(NodeException.UNEXPECTED, "The media worker failed: " + broken, broken));
        }
    }

    // ---- the node's context ----

    @Override
    public long graphId() {
        return graph.graphId();
    }

    @Override
    public int nodeId() {
        return nodeId;
    }

    @Override
    public String label() {
        return threadName;
    }

    @Override
    public long nowNs() {
        return graph.nowNs();
    }

    @Override
    public void emit(String pad, MediaItem item) {
        counters.out(item.sizeBytes(), graph.nowNs() - item.ptsNs());
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
            for (Input link : outputs.getOrDefault(pad, List.of())) {
                link.put(item.share());
                link.sink.schedule();
            }
        } finally {
            graph.lock.unlock();
        }
    }

    @Override
    public void event(String type, Map<String, @Nullable Object> data) {
        graph.outbox.send(new FromWorker.NodeEvent(graph.graphId(), nodeId, type, data));
    }

    /** The same trouble with every frame is told once. */
    @Override
    public void error(NodeException why) {
        if (String.valueOf(why.getMessage()).equals(lastError.getAndSet(why.getMessage()))) {
            counters.drop();
            return;
        }
        event("Error", Map.of("code", why.code(), "message", String.valueOf(why.getMessage())));
    }

    @Override
    public void padsKnown(List<Caps> pads) {
        graph.outbox.send(new FromWorker.PadsKnown(graph.graphId(), nodeId, pads));
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
        graph.outbox.onRoom(this::wake);
        return false;
    }

    @Override
    public void requestKeyFrame(String pad) {
        Input input;
        graph.lock.lock();
        try {
            input = inputs.get(pad);
        } finally {
            graph.lock.unlock();
        }
        if (input != null) {
            input.source.keyFrameWanted(input.sourcePad);
        }
    }

    @Override
    public void post(Runnable task) {
        graph.lock.lock();
        try {
            if (!isClosed) {
                mailbox.add(task);
                schedule();
            }
        } finally {
            graph.lock.unlock();
        }
    }

    @Override
    public void after(long delayNs, Runnable task) {
        graph.turns.after(delayNs, () -> post(task));
    }

    @Override
    public void wake() {
        graph.lock.lock();
        try {
            schedule();
        } finally {
            graph.lock.unlock();
        }
    }

    @Override
    public boolean hasRoom(String pad) {
        graph.lock.lock();
        try {
            return allHaveRoom(pad);
        } finally {
            graph.lock.unlock();
        }
    }

    private boolean allHaveRoom(String pad) {
        for (Input link : outputs.getOrDefault(pad, List.of())) {
            if (!link.hasRoom()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public SourceLoop startSource(SourceLoop.Source source, Reply reply) {
        SourceLoop loop = new SourceLoop(graph.lock, graph.roomMade, this, source);
        loop.start(reply);
        return loop;
    }

    @Override
    public void countDropped() {
        counters.drop();
    }

    @Override
    public void countOut(long bytes) {
        counters.bytes(bytes);
    }
}
