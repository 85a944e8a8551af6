package org.kaskado.workers;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.ToWorker;
import org.kaskado.processing.WireCodec;
import org.kaskado.runtime.MediaLoop;

/** One worker process as the pool sees it. Lives on the workers' loop. */
final class Worker implements WorkerLink.Listener {
    private static final Logger LOG = System.getLogger(Worker.class.getName());

    private final int number;
    private final long launchedNs;
    private final Owner owner;
    private final Map<Long, PooledGraph> graphs = new HashMap<>();
    private State state = State.STARTING;
    private @Nullable WorkerProcess process;
    private @Nullable WorkerLink link;
    private String ffmpegVersion = "";
    private boolean hasServed;
    private long lastHeardNs;

    enum State {
        STARTING,
        READY,
        ENDING,
        GONE
    }

    /** Hears of the worker's turns of fate, on the workers' loop. */
    interface Owner {
        void onReady(Worker worker);

        /** Its last graph closed. */
        void onIdle(Worker worker);

        void onLinkBroken(Worker worker, String reason);

        long nowNs();
    }

    Worker(int number, Owner owner) {
        this.number = number;
        this.owner = owner;
        this.launchedNs = owner.nowNs();
        this.lastHeardNs = launchedNs;
    }

    void started(WorkerProcess running) {
        process = running;
        if (state == State.GONE) {
            running.kill();
        }
        becomeReadyIfComplete();
    }

    void greeted(FromWorker.Hello hello, WorkerLink open) {
        link = open;
        ffmpegVersion = hello.ffmpegVersion();
        lastHeardNs = owner.nowNs();
        open.handTo(this);
        becomeReadyIfComplete();
    }

    private void becomeReadyIfComplete() {
        if (state == State.STARTING && process != null && link != null) {
            state = State.READY;
            owner.onReady(this);
        }
    }

    /** Opens a graph for a pipeline. */
    PooledGraph openGraph(long graphId, GraphRequest request, AtomicLong dropped) {
        hasServed = true;
        lastHeardNs = owner.nowNs();
        WorkerLink open = Objects.requireNonNull(link, "only a ready worker carries graphs");
        PooledGraph graph = new PooledGraph(graphId, request.loop(), request.listener(), open, dropped);
        graphs.put(graphId, graph);
        open.send(WireCodec.encode(new ToWorker.OpenGraph(graphId, request.label())));
        return graph;
    }

    @Override
    public void onMessage(FromWorker message) {
        lastHeardNs = owner.nowNs();
        long graphId = WorkerRouting.graphOf(message);
        PooledGraph graph = graphs.get(graphId);
        if (graph == null) {
            if (message instanceof FromWorker.Log log && graphId == 0) {
                LOG.log(level(log.level()), "media worker {0}: {1}", Long.toString(pid()), log.text());
            }
            return; // late messages of a closed graph
        }
        if (!graph.deliver(message)) {
            broken("its messages overran pipeline loop");
            return;
        }
        if (message instanceof FromWorker.GraphClosed) {
            graphs.remove(graphId);
            if (graphs.isEmpty()) {
                owner.onIdle(this);
            }
        }
    }

    @Override
    public boolean isCongested() {
        return graphs.values().stream().anyMatch(PooledGraph::isCongested);
    }

    @Override
    public void onBroken(String reason) {
        owner.onLinkBroken(this, reason);
    }

    /** Asks the process to end. */
    void shutDown() {
        state = State.ENDING;
        if (link != null) {
            link.send(WireCodec.encode(new ToWorker.Shutdown()));
        }
    }

    /** The process is killed, the link closed, every graph told. */
    void lose(String reason) {
        state = State.GONE;
        if (link != null) {
            link.close();
        }
        if (process != null) {
            process.kill();
        }
        List<PooledGraph> lost = new ArrayList<>(graphs.values());
        graphs.clear();
        lost.forEach(graph -> graph.lose(reason));
    }

    private void broken(String reason) {
        owner.onLinkBroken(this, reason);
    }

    int number() {
        return number;
    }

    State state() {
        return state;
    }

    /** How many graphs it carries. */
    int load() {
        return graphs.size();
    }

    boolean isReady() {
        return state == State.READY;
    }

    boolean isServing() {
        return state == State.READY && !graphs.isEmpty();
    }

    boolean isFree() {
        return state == State.READY && graphs.isEmpty();
    }

    /** Whether it ever carried a graph. */
    boolean hasServed() {
        return hasServed;
    }

    long ageNs() {
        return owner.nowNs() - launchedNs;
    }

    long silentNs() {
        return owner.nowNs() - lastHeardNs;
    }

    @Nullable
    WorkerProcess process() {
        return process;
    }

    /** 0 while the process is not known yet. */
    long pid() {
        return process == null ? 0 : process.pid();
    }

    String ffmpegVersion() {
        return ffmpegVersion;
    }

    private static Level level(String name) {
        return switch (name) {
            case "ERROR" -> Level.ERROR;
            case "WARN" -> Level.WARNING;
            default -> Level.INFO;
        };
    }

    /** A pipeline that wants a place. */
    record GraphRequest(
            String label,
            MediaLoop loop,
            WorkerGraph.Listener listener,
            Consumer<WorkerGraph> placed,
            Consumer<String> failed) {}
}
