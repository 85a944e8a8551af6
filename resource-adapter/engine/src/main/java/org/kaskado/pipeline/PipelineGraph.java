package org.kaskado.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.EncodedFrame;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.ToWorker;
import org.kaskado.workers.WorkerGraph;

/**
 * The graph of a pipeline in a worker. It is opened when the first node is wanted, brought step by step from what is to
 * what is wanted, and opened anew in another worker when the first one dies. Lives on the pipeline's loop.
 */
public final class PipelineGraph {
    private final String label;
    private final PipelineServices services;
    private final GraphWatcher watcher;
    private final ProbeLimit probeLimit;
    private final GraphInbox inbox = new GraphInbox(this);
    private final GraphNodes live = new GraphNodes();
    private final GraphRequests requests = new GraphRequests();
    private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
    private Map<String, NodeDemand> wantedNodes = Map.of();
    private Set<GraphLink> wantedLinks = Set.of();
    private State state = State.IDLE;
    private Work work = Work.IDLE;
    private int epoch;
    private @Nullable WorkerGraph worker;

    private enum State {
        IDLE,
        OPENING,
        OPEN,
        CLOSED
    }

    private enum Work {
        IDLE,
        RUNNING,
        AGAIN
    }

    PipelineGraph(String label, PipelineServices services, GraphWatcher watcher) {
        this.label = label;
        this.services = services;
        this.watcher = watcher;
        this.probeLimit = new ProbeLimit(services.loop(), services.probeLimitNs());
    }

    /** Brings the graph to these nodes and links. */
    void apply(Map<String, NodeDemand> nodes, Set<GraphLink> links) {
        wantedNodes = nodes;
        wantedLinks = links;
        if (state == State.IDLE && !nodes.isEmpty()) {
            open();
        } else if (state == State.OPEN) {
            reconcile();
        }
    }

    /** Inspects an input, which is closed afterwards; opens the graph if need be. */
    CompletionStage<@Nullable Object> inspect(MediaFiles.Input input, int posterWidth, long posterAtMs) {
        return whenOpen()
                .thenCompose(open -> {
                    long stream = openStream(new NodeHandle.Stream(input::read, null));
                    NodeSpec.InputStreamSpec spec = new NodeSpec.InputStreamSpec(
                            stream, input.lengthBytes(), input.isSeekable(), input.contentType(), input.name());
                    CompletionStage<@Nullable Object> facts =
                            send(request -> new ToWorker.Inspect(request, spec, posterWidth, posterAtMs));
                    probeLimit.watch(facts, () -> breakOff(stream));
                    return facts.whenComplete((value, failure) -> live.close(stream));
                })
                .whenComplete((value, failure) -> input.close());
    }

    private CompletionStage<@Nullable Void> whenOpen() {
        CompletionStage<@Nullable Void> open = requests.whenOpen();
        if (state == State.IDLE) {
            open();
        } else if (state != State.OPENING) {
            requests.settleOpen(state == State.OPEN ? null : released());
        }
        return open;
    }

    private MediaException released() {
        return new MediaException(MediaErrorCode.MEDIA_OBJECT_NOT_FOUND, label + " was released");
    }

    /** Ends the graph; completes when the worker has closed all outputs. */
    CompletionStage<@Nullable Void> close() {
        WorkerGraph graph = worker;
        if (state == State.OPEN && graph != null) {
            graph.close();
        } else {
            closed.complete(null);
        }
        state = State.CLOSED;
        requests.fail(released());
        requests.settleOpen(released());
        return closed;
    }

    CompletionStage<@Nullable Object> command(NodeHandle node, String verb, Map<String, @Nullable Object> arguments) {
        return send(request ->
                new ToWorker.NodeCommand(worker().graphId(), request, node.nodeId(), verb, Map.copyOf(arguments)));
    }

    long openStream(NodeHandle.Stream stream) {
        long id = worker().nextId();
        live.open(id, stream);
        return id;
    }

    void send(NodeHandle node, EncodedFrame frame) {
        worker().send(new ToWorker.FrameIn(worker().graphId(), node.nodeId(), frame));
    }

    void requestKeyFrame(NodeHandle node) {
        worker().send(new ToWorker.RequestKeyFrame(worker().graphId(), node.nodeId()));
    }

    void credit(long stream, long bytes) {
        worker().send(new ToWorker.Credit(stream, bytes));
    }

    private void open() {
        state = State.OPENING;
        int opened = ++epoch;
        services.workers()
                .openGraph(
                        label,
                        services.loop(),
                        inbox.listener(opened),
                        graph -> placed(opened, graph),
                        reason -> notPlaced(opened, reason));
    }

    private void placed(int opened, WorkerGraph graph) {
        if (opened != epoch || state != State.OPENING) {
            graph.close();
            return;
        }
        worker = graph;
        state = State.OPEN;
        reconcile();
        requests.settleOpen(null);
    }

    private void notPlaced(int opened, String reason) {
        if (opened == epoch && state == State.OPENING) {
            state = State.IDLE;
            requests.settleOpen(
                    new MediaException(MediaErrorCode.NOT_ENOUGH_RESOURCES, "no media worker could be had: " + reason));
            watcher.onNoWorker(reason);
        }
    }

    /** Works until what is equals what is wanted; owners may change their wishes while they are told of their nodes. */
    private void reconcile() {
        if (work != Work.IDLE) {
            work = Work.AGAIN;
            return;
        }
        do {
            work = Work.RUNNING;
            reconcileOnce();
        } while (work == Work.AGAIN && state == State.OPEN);
        work = Work.IDLE;
    }

    private void reconcileOnce() {
        live.unwantedLinks(wantedLinks).forEach(this::unlink);
        live.unwanted(wantedNodes.keySet()).forEach(this::remove);
        for (NodeDemand demand : List.copyOf(wantedNodes.values())) {
            if (state == State.OPEN && !live.has(demand.key())) {
                add(demand);
            }
        }
        for (GraphLink link : List.copyOf(wantedLinks)) {
            if (state == State.OPEN && !live.has(link)) {
                link(link);
            }
        }
    }

    private void add(NodeDemand demand) {
        NodeHandle node = live.add(this, demand);
        NodeSpec spec = demand.owner().spec(node);
        CompletionStage<@Nullable Object> added =
                send(request -> new ToWorker.AddNode(worker().graphId(), request, node.nodeId(), spec));
        added.whenComplete((value, failure) -> {
            if (failure instanceof MediaException refusal && refusal.code() != MediaErrorCode.WORKER_LOST) {
                demand.owner().onRefused(refusal.code(), Objects.toString(refusal.getMessage()));
            }
        });
        if (spec instanceof NodeSpec.Demux demux) {
            probeLimit.watch(added, () -> breakOff(demux.stream().streamId()));
        }
        demand.owner().onPlaced(node);
    }

    private void breakOff(long stream) {
        answerRead(stream, Long.MAX_VALUE, new byte[0], probeLimit.sentence());
    }

    private void remove(NodeHandle node) {
        live.remove(node);
        send(request -> new ToWorker.RemoveNode(worker().graphId(), request, node.nodeId()));
    }

    private void link(GraphLink link) {
        GraphNodes.Ends ends = live.ends(link);
        if (ends != null) {
            live.add(link);
            worker().send(new ToWorker.Link(
                    worker().graphId(),
                    ends.from().nodeId(),
                    link.pad(),
                    ends.into().nodeId(),
                    link.pad()));
        }
    }

    private void unlink(GraphLink link) {
        live.remove(link);
        GraphNodes.Ends ends = live.ends(link);
        if (ends != null) {
            worker().send(new ToWorker.Unlink(
                    worker().graphId(),
                    ends.from().nodeId(),
                    link.pad(),
                    ends.into().nodeId(),
                    link.pad()));
        }
    }

    private CompletionStage<@Nullable Object> send(LongFunction<ToWorker> message) {
        return requests.send(worker(), message);
    }

    private WorkerGraph worker() {
        return Objects.requireNonNull(worker, "worker of a graph that is not open");
    }

    boolean isCurrent(int opened) {
        return opened == epoch && state == State.OPEN;
    }

    GraphNodes live() {
        return live;
    }

    GraphRequests requests() {
        return requests;
    }

    void answerRead(long stream, long offset, byte[] data, @Nullable String error) {
        WorkerGraph graph = worker;
        if (graph != null && live.stream(stream) != null) {
            graph.send(new ToWorker.StreamData(stream, offset, data, data.length == 0 && error == null, error));
        }
    }

    GraphWatcher watcher() {
        return watcher;
    }

    void logged(System.Logger.Level level, String text) {
        services.log(level, text);
    }

    void closedByWorker() {
        closed.complete(null);
    }

    void lost(int opened, String reason) {
        if (opened != epoch) {
            return;
        }
        closed.complete(null);
        if (state == State.CLOSED) {
            return;
        }
        state = State.IDLE;
        worker = null;
        live.clear();
        requests.fail(new MediaException(MediaErrorCode.WORKER_LOST, "the media worker was lost: " + reason));
        watcher.onWorkerLost(reason);
    }
}
