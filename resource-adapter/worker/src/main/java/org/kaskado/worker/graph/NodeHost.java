package org.kaskado.worker.graph;

import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.EncodedFrame;

/** A node's place in its graph: its mailbox, its pads, and the turn that works them off. */
final class NodeHost {
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
    private final Pads pads = new Pads();
    private final HostContext context;
    private boolean isScheduled;
    private boolean isWorking;
    private boolean isClosed;

    NodeHost(Graph graph, int nodeId, Node node) {
        this.graph = graph;
        this.nodeId = nodeId;
        this.node = node;
        this.threadName = graph.label() + "-" + nodeId;
        this.context = new HostContext(graph, this);
    }

    // ---- structure; the caller holds the graph's lock ----

    Pads pads() {
        return pads;
    }

    boolean isSource() {
        return pads.inputs().isEmpty();
    }

    /** Whether the node is in the middle of something; for the one that asks, its own turn does not count. */
    boolean isAtWork(NodeHost asking) {
        return isWorking && this != asking;
    }

    int nodeId() {
        return nodeId;
    }

    String threadName() {
        return threadName;
    }

    void unlinkInput(String pad) {
        Input input = pads.removeInput(pad);
        if (input == null) {
            return;
        }
        input.unlinked();
        input.source.removeOutput(input);
        for (MediaItem item = input.poll(); item != null; item = input.poll()) {
            item.release();
        }
        post(() -> guarded(() -> node.unlinked(pad)));
    }

    void detachOutputs() {
        pads.outputs().forEach(link -> link.sink.unlinkInput(link.sinkPad));
    }

    private void removeOutput(Input link) {
        pads.removeOutput(link);
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
                node.open(context, reply);
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
                context.requestKeyFrame(pad);
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
            pads.inputs().forEach(input -> unlinkInput(input.sinkPad));
            detachOutputs();
            graph.roomMade.signalAll();
        } finally {
            graph.lock.unlock();
        }
    }

    // ---- the turn ----

    /** Lets the node have a turn; the caller holds the lock. */
    void schedule() {
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
                Input input = pads.nextWithMedia();
                task = input == null ? null : takeFrom(input);
            }
            isScheduled = task != null;
            isWorking = task != null;
            return task;
        } finally {
            graph.lock.unlock();
        }
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

    /** As {@link NodeContext#drainInputs}. */
    void drainInputs() {
        for (Runnable step = pollAny(); step != null; step = pollAny()) {
            step.run();
        }
    }

    private @Nullable Runnable pollAny() {
        graph.lock.lock();
        try {
            Input input = pads.anyWithMedia();
            return input == null ? null : takeFrom(input);
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
            context.error(why);
        } catch (RuntimeException broken) {
            context.error(new NodeException(NodeException.UNEXPECTED, "The media worker failed: " + broken, broken));
        }
    }

    // ---- tasks; any thread ----

    void post(Runnable task) {
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

    void after(long delayNs, Runnable task) {
        graph.turns.after(delayNs, () -> post(task));
    }

    void wake() {
        graph.lock.lock();
        try {
            schedule();
        } finally {
            graph.lock.unlock();
        }
    }
}
