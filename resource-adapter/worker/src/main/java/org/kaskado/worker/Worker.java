package org.kaskado.worker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.ToWorker;
import org.kaskado.worker.graph.Graph;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.graph.Outbox;
import org.kaskado.worker.graph.Reply;
import org.kaskado.worker.graph.Streams;
import org.kaskado.worker.graph.Turns;

/** Does what the messages say. {@link #accept} is called by one thread and never blocks. */
final class Worker {
    /** Turns side by side: codecs have threads of their own, so a few are enough. */
    private static final int MIN_TURNS = 4;

    private static final long STATISTICS_NS = TimeUnit.SECONDS.toNanos(1);

    private final Outbox outbox;
    private final Runnable shutdown;
    private final Turns turns;
    private final Streams streams;
    private final NodeMaker nodes;
    private final Inspections inspections;
    private final Map<Long, Graph> graphs = new ConcurrentHashMap<>();
    private final Map<Class<?>, Consumer<ToWorker>> handlers = new ConcurrentHashMap<>();

    Worker(Outbox outbox, Runnable shutdown) {
        this.outbox = outbox;
        this.shutdown = shutdown;
        this.turns = new Turns(Math.max(MIN_TURNS, Runtime.getRuntime().availableProcessors()));
        this.streams = new Streams(outbox);
        this.nodes = new NodeMaker(streams);
        this.inspections = new Inspections(streams);
        addGraphHandlers();
        addStreamHandlers();
        turns.every(STATISTICS_NS, () -> graphs.values().forEach(Graph::sendStatistics));
    }

    void accept(ToWorker message) {
        Consumer<ToWorker> handler = handlers.get(message.getClass());
        if (handler != null) {
            handler.accept(message);
        }
    }

    /** Closes all graphs, so that recordings are complete; gives up after that long. */
    void close(long maxMs) {
        CountDownLatch closed = new CountDownLatch(graphs.size());
        graphs.values().forEach(graph -> graph.close(closed::countDown));
        graphs.clear();
        try {
            closed.await(maxMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void addGraphHandlers() {
        on(ToWorker.OpenGraph.class, this::open);
        on(ToWorker.CloseGraph.class, message -> closeGraph(message.graphId()));
        on(ToWorker.AddNode.class, this::addNode);
        on(ToWorker.RemoveNode.class, message -> {
            Reply reply = reply(message.requestId());
            with(message.graphId(), reply, graph -> graph.remove(message.nodeId(), reply));
        });
        on(
                ToWorker.Link.class,
                message -> with(
                        message.graphId(),
                        null,
                        graph -> graph.link(message.fromNode(), message.fromPad(), message.toNode(), message.toPad())));
        on(
                ToWorker.Unlink.class,
                message -> with(
                        message.graphId(),
                        null,
                        graph -> graph.unlink(
                                message.fromNode(), message.fromPad(), message.toNode(), message.toPad())));
        on(ToWorker.NodeCommand.class, message -> {
            Reply reply = reply(message.requestId());
            with(
                    message.graphId(),
                    reply,
                    graph -> graph.command(message.nodeId(), message.verb(), message.arguments(), reply));
        });
    }

    private void addStreamHandlers() {
        on(
                ToWorker.RequestKeyFrame.class,
                message -> with(message.graphId(), null, graph -> graph.requestKeyFrame(message.nodeId())));
        on(
                ToWorker.FrameIn.class,
                message -> with(message.graphId(), null, graph -> graph.frameIn(message.nodeId(), message.frame())));
        on(ToWorker.StreamData.class, streams::onData);
        on(ToWorker.Credit.class, streams::onCredit);
        on(ToWorker.Inspect.class, message -> inspections.inspect(message, reply(message.requestId())));
        on(ToWorker.Prepare.class, message -> nodes.prepareVision());
        on(ToWorker.Shutdown.class, message -> shutdown.run());
    }

    private <T extends ToWorker> void on(Class<T> type, Consumer<T> handler) {
        handlers.put(type, message -> handler.accept(type.cast(message)));
    }

    private void open(ToWorker.OpenGraph message) {
        graphs.computeIfAbsent(message.graphId(), id -> new Graph(id, message.label(), outbox, turns));
    }

    private void closeGraph(long graphId) {
        Graph graph = graphs.remove(graphId);
        if (graph == null) {
            outbox.send(new FromWorker.GraphClosed(graphId));
        } else {
            graph.close(() -> outbox.send(new FromWorker.GraphClosed(graphId)));
        }
    }

    private void addNode(ToWorker.AddNode message) {
        Reply reply = reply(message.requestId());
        with(message.graphId(), reply, graph -> {
            try {
                graph.add(message.nodeId(), nodes.make(message.spec()), reply);
            } catch (NodeException why) {
                reply.failed(why);
            }
        });
    }

    private void with(long graphId, @Nullable Reply reply, Consumer<Graph> action) {
        Graph graph = graphs.get(graphId);
        if (graph != null) {
            action.accept(graph);
        } else if (reply != null) {
            reply.failed(NodeException.ILLEGAL_VALUE, "There is no graph " + graphId + ".");
        }
    }

    private Reply reply(long requestId) {
        return new Reply() {
            @Override
            public void done(@Nullable Object value) {
                outbox.send(new FromWorker.Result(requestId, value, null, null));
            }

            @Override
            public void failed(String errorCode, String message) {
                outbox.send(new FromWorker.Result(requestId, null, errorCode, message));
            }
        };
    }
}
