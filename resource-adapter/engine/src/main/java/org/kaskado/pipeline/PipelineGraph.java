package org.kaskado.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.ToWorker;
import org.kaskado.workers.WorkerGraph;
import org.kaskado.workers.WorkerPool;

/**
 * The graph of a pipeline in a worker. It is opened when the first node is wanted, brought step by step from what is to
 * what is wanted, and opened anew in another worker when the first one dies. Lives on the pipeline's loop.
 */
public final class PipelineGraph {
    private final String label;
    private final PipelineServices services;
    private final Watcher watcher;
    private final GraphInbox inbox = new GraphInbox(this);
    private final Map<String, NodeHandle> live = new LinkedHashMap<>();
    private final Set<GraphLink> liveLinks = new LinkedHashSet<>();
    private final Map<Long, CompletableFuture<@Nullable Object>> requests = new HashMap<>();
    private final Map<Long, NodeHandle.Stream> streams = new HashMap<>();
    private final List<Consumer<@Nullable MediaException>> whenOpen = new ArrayList<>();
    private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
    private Map<String, NodeDemand> wantedNodes = Map.of();
    private Set<GraphLink> wantedLinks = Set.of();
    private State state = State.IDLE;
    private Work work = Work.IDLE;
    private int epoch;
    private int nextNodeId = 1;
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

    /** Hears of the graph as a whole. */
    interface Watcher {
        void onWorkerLost(String reason);

        /** No worker could be had. */
        void onNoWorker(String reason);

        /** Counters by node key, once a second. */
        void onStatistics(Map<String, Map<?, ?>> counters);
    }

    PipelineGraph(String label, PipelineServices services, Watcher watcher) {
        this.label = label;
        this.services = services;
        this.watcher = watcher;
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
        CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
        whenOpen.add(cause -> {
            if (cause != null) {
                input.close();
                answer.completeExceptionally(cause);
                return;
            }
            long stream = openStream(new NodeHandle.Stream(input::read, null));
            NodeSpec.InputStreamSpec spec = new NodeSpec.InputStreamSpec(
                    stream, input.lengthBytes(), input.isSeekable(), input.contentType(), input.name());
            send(request -> new ToWorker.Inspect(request, spec, posterWidth, posterAtMs))
                    .whenComplete((value, failure) -> {
                        streams.remove(stream);
                        input.close();
                        if (failure == null) {
                            answer.complete(value);
                        } else {
                            answer.completeExceptionally(failure);
                        }
                    });
        });
        if (state == State.IDLE) {
            open();
        } else if (state != State.OPENING) {
            runWaiting(state == State.OPEN ? null : released());
        }
        return answer;
    }

    private void runWaiting(@Nullable MediaException cause) {
        List<Consumer<@Nullable MediaException>> waiting = List.copyOf(whenOpen);
        whenOpen.clear();
        waiting.forEach(task -> task.accept(cause));
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
        failRequests(released());
        runWaiting(released());
        return closed;
    }

    CompletionStage<@Nullable Object> command(NodeHandle node, String verb, Map<String, @Nullable Object> arguments) {
        return send(request ->
                new ToWorker.NodeCommand(worker().graphId(), request, node.nodeId(), verb, Map.copyOf(arguments)));
    }

    long openStream(NodeHandle.Stream stream) {
        long id = worker().nextId();
        streams.put(id, stream);
        return id;
    }

    void credit(long stream, long bytes) {
        worker().send(new ToWorker.Credit(stream, bytes));
    }

    private void open() {
        state = State.OPENING;
        int opened = ++epoch;
        WorkerPool pool = services.workers();
        pool.openGraph(
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
        runWaiting(null);
    }

    private void notPlaced(int opened, String reason) {
        if (opened == epoch && state == State.OPENING) {
            state = State.IDLE;
            runWaiting(
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
        Set<GraphLink> goneLinks = new LinkedHashSet<>(liveLinks);
        goneLinks.removeAll(wantedLinks);
        goneLinks.forEach(this::unlink);
        List.copyOf(live.values()).stream()
                .filter(node -> !wantedNodes.containsKey(node.key()))
                .forEach(this::remove);
        for (NodeDemand demand : List.copyOf(wantedNodes.values())) {
            if (state == State.OPEN && !live.containsKey(demand.key())) {
                add(demand);
            }
        }
        for (GraphLink link : List.copyOf(wantedLinks)) {
            if (state == State.OPEN && !liveLinks.contains(link)) {
                link(link);
            }
        }
    }

    private void add(NodeDemand demand) {
        NodeHandle node = new NodeHandle(this, demand.key(), nextNodeId++, demand.owner());
        live.put(demand.key(), node);
        send(request -> new ToWorker.AddNode(
                        worker().graphId(),
                        request,
                        node.nodeId(),
                        demand.owner().spec(node)))
                .whenComplete((value, failure) -> {
                    if (failure instanceof MediaException refusal && refusal.code() != MediaErrorCode.WORKER_LOST) {
                        demand.owner().onRefused(refusal.code(), Objects.toString(refusal.getMessage()));
                    }
                });
        demand.owner().onPlaced(node);
    }

    private void remove(NodeHandle node) {
        live.remove(node.key());
        forget(node);
        send(request -> new ToWorker.RemoveNode(worker().graphId(), request, node.nodeId()));
    }

    private void forget(NodeHandle node) {
        node.gone();
        node.streams().forEach(streams::remove);
    }

    private void link(GraphLink link) {
        NodeHandle from = live.get(link.fromKey());
        NodeHandle into = live.get(link.toKey());
        if (from != null && into != null) {
            liveLinks.add(link);
            worker().send(new ToWorker.Link(worker().graphId(), from.nodeId(), link.pad(), into.nodeId(), link.pad()));
        }
    }

    private void unlink(GraphLink link) {
        liveLinks.remove(link);
        NodeHandle from = live.get(link.fromKey());
        NodeHandle into = live.get(link.toKey());
        if (from != null && into != null) {
            worker().send(new ToWorker.Unlink(
                    worker().graphId(), from.nodeId(), link.pad(), into.nodeId(), link.pad()));
        }
    }

    private CompletionStage<@Nullable Object> send(LongFunction<ToWorker> message) {
        long request = worker().nextId();
        CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
        requests.put(request, answer);
        worker().send(message.apply(request));
        return answer;
    }

    private WorkerGraph worker() {
        return Objects.requireNonNull(worker, "worker of a graph that is not open");
    }

    private void failRequests(MediaException cause) {
        List<CompletableFuture<@Nullable Object>> waiting = List.copyOf(requests.values());
        requests.clear();
        waiting.forEach(answer -> answer.completeExceptionally(cause));
    }

    boolean isCurrent(int opened) {
        return opened == epoch && state == State.OPEN;
    }

    @Nullable
    NodeHandle node(int nodeId) {
        for (NodeHandle node : live.values()) {
            if (node.nodeId() == nodeId) {
                return node;
            }
        }
        return null;
    }

    void answered(FromWorker.Result result) {
        CompletableFuture<@Nullable Object> answer = requests.remove(result.requestId());
        if (answer == null) {
            return;
        }
        if (result.errorCode() == null) {
            answer.complete(result.value());
        } else {
            answer.completeExceptionally(new MediaException(
                    GraphInbox.codeOf(result.errorCode()),
                    result.message() == null ? result.errorCode() : result.message()));
        }
    }

    NodeHandle.@Nullable Stream stream(long id) {
        return streams.get(id);
    }

    void answerRead(long stream, long offset, byte[] data, @Nullable String error) {
        WorkerGraph graph = worker;
        if (graph != null && streams.containsKey(stream)) {
            graph.send(new ToWorker.StreamData(stream, offset, data, data.length == 0 && error == null, error));
        }
    }

    void counted(Map<String, Map<?, ?>> counters) {
        watcher.onStatistics(counters);
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
        live.values().forEach(this::forget);
        live.clear();
        liveLinks.clear();
        streams.clear();
        failRequests(new MediaException(MediaErrorCode.WORKER_LOST, "the media worker was lost: " + reason));
        watcher.onWorkerLost(reason);
    }
}
