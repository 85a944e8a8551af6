package org.kaskado.workers;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.runtime.MediaThreads;
import org.kaskado.runtime.SelectorLoop;
import org.kaskado.workers.Worker.GraphRequest;

/**
 * The pool of worker processes. A pipeline gets a worker of its own while there are fewer than the configured number, then
 * it shares the least loaded. At least one free worker is always ready or starting. See the package's description.
 */
public final class ProcessWorkerPool implements WorkerPool, Worker.Owner, AutoCloseable {
    /** How long a pipeline waits for a worker of its own while another could take it. */
    private static final long SHARE_AFTER_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int MAX_STARTING = 2;
    private static final int MAX_WAITING = 1000;
    private static final Logger LOG = System.getLogger(ProcessWorkerPool.class.getName());

    private final WorkerSettings settings;
    private final SelectorLoop loop;
    private final WorkerDoor door;
    private final WorkerStarts starts;
    private final ProcessList processes;
    private final List<Worker> workers = new ArrayList<>();
    private final Deque<GraphRequest> waiting = new ArrayDeque<>();
    private final AtomicLong droppedMessages = new AtomicLong();
    private final StartBackoff backoff = new StartBackoff();
    private final HangWatch hangWatch;
    private int lastNumber;
    private long lastGraphId;
    private long lost;
    private boolean isClosing;
    private MediaLoop.@Nullable Deadline retry;

    private ProcessWorkerPool(
            WorkerSettings settings, SelectorLoop loop, WorkerDoor door, WorkerStarts starts, ProcessList processes) {
        this.settings = settings;
        this.loop = loop;
        this.door = door;
        this.starts = starts;
        this.processes = processes;
        this.hangWatch = new HangWatch(loop, workers, this);
    }

    /**
     * Starts the pool and its spare. A worker that cannot be started does not fail this; pipelines then get the sentence.
     *
     * @throws IOException when the socket for workers cannot be made
     */
    public static ProcessWorkerPool start(WorkerSettings settings, WorkerProgram.Source programs, MediaThreads threads)
            throws IOException {
        SelectorLoop loop = SelectorLoop.start("kaskado-workers", threads);
        try {
            WorkerDoor door = WorkerDoor.bind(loop, RunFolder.socket(settings.runFolder()));
            ProcessList processes = new ProcessList(threads.blockingIo(), new CrashReports(settings.stateFolder()));
            WorkerLauncher launcher = new WorkerLauncher(settings, RunFolder.socket(settings.runFolder()));
            WorkerStarts starts = new WorkerStarts(loop, door, launcher, programs, processes);
            ProcessWorkerPool pool = new ProcessWorkerPool(settings, loop, door, starts, processes);
            loop.execute(pool::open);
            return pool;
        } catch (IOException e) {
            loop.stop();
            throw e;
        }
    }

    @Override
    public void openGraph(
            String label,
            MediaLoop pipelineLoop,
            WorkerGraph.Listener listener,
            Consumer<WorkerGraph> placed,
            Consumer<String> failed) {
        GraphRequest request = new GraphRequest(label, pipelineLoop, listener, placed, failed);
        loop.execute(() -> place(request));
    }

    /** How the pool stands. The stage completes on the workers' loop. */
    public CompletionStage<WorkerFacts> facts() {
        CompletableFuture<WorkerFacts> facts = new CompletableFuture<>();
        loop.execute(() -> facts.complete(factsNow()));
        return facts;
    }

    @Override
    public CompletionStage<Map<String, Long>> counters() {
        return facts().thenApply(WorkerFacts::counters);
    }

    /** Asks all workers to end, kills what has not ended after two seconds, and leaves nothing behind. Blocks. */
    @Override
    public void close() {
        onLoop(this::shutDownAll);
        processes.close();
        onLoop(door::close);
        loop.stop();
        try {
            FolderTrees.delete(settings.runFolder());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the folder " + settings.runFolder() + " cannot be removed", e);
        }
    }

    /** Runs something on the loop and waits for it, one second at most. */
    private void onLoop(Runnable task) {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            task.run();
            done.countDown();
        });
        try {
            if (!done.await(1, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "the workers' loop does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void open() {
        try {
            door.open();
        } catch (IOException e) {
            LOG.log(Level.ERROR, "media workers cannot connect", e);
        }
        startMissing();
    }

    private void place(GraphRequest request) {
        if (isClosing) {
            fail(request, "the media server is stopping");
        } else if (!openOn(Placement.choose(workers, settings.maxServing()), request)) {
            await(request);
        }
        startMissing();
    }

    private void await(GraphRequest request) {
        String failure = backoff.lastFailure();
        if (failure != null && workers.isEmpty()) {
            fail(request, failure);
        } else if (waiting.size() >= MAX_WAITING) {
            fail(request, MAX_WAITING + " pipelines wait for a media worker already");
        } else {
            waiting.add(request);
            loop.at(loop.nowNs() + SHARE_AFTER_NS, () -> share(request));
        }
    }

    /** Has waited long enough for a worker of its own. */
    private void share(GraphRequest request) {
        if (waiting.contains(request) && openOn(Placement.leastLoaded(workers), request)) {
            waiting.remove(request);
        }
    }

    private boolean openOn(Optional<Worker> worker, GraphRequest request) {
        worker.ifPresent(chosen -> {
            WorkerGraph graph = chosen.openGraph(++lastGraphId, request, droppedMessages);
            request.loop().execute(() -> request.placed().accept(graph));
            hangWatch.arm();
        });
        return worker.isPresent();
    }

    private static void fail(GraphRequest request, String reason) {
        request.loop().execute(() -> request.failed().accept(reason));
    }

    private void startMissing() {
        if (isClosing) {
            return;
        }
        int starting = Placement.starting(workers);
        int wanted = Math.min(MAX_STARTING, Placement.wantedStarts(workers, waiting.size(), settings.maxServing()));
        long waitNs = backoff.waitNs(loop.nowNs());
        if (wanted > starting && waitNs > 0) {
            retryAfter(waitNs);
            return;
        }
        for (int i = starting; i < wanted; i++) {
            Worker worker = new Worker(++lastNumber, this);
            workers.add(worker);
            starts.launch(worker, this::startFailed);
        }
    }

    private void retryAfter(long waitNs) {
        if (retry == null) {
            retry = loop.at(loop.nowNs() + waitNs, () -> {
                retry = null;
                startMissing();
            });
        }
    }

    @Override
    public void onReady(Worker worker) {
        backoff.succeeded();
        LOG.log(
                Level.INFO,
                "media worker {0} is ready after {1} ms (FFmpeg {2}); {3} of at most {4} carry {5} graphs",
                Long.toString(worker.pid()),
                worker.ageNs() / 1_000_000,
                worker.ffmpegVersion(),
                workers.stream().filter(Worker::isServing).count(),
                settings.maxServing(),
                Placement.graphs(workers));
        while (!waiting.isEmpty() && openOn(Placement.choose(workers, settings.maxServing()), waiting.element())) {
            waiting.remove();
        }
        startMissing();
    }

    private void startFailed(Worker worker, String reason) {
        workers.remove(worker);
        if (backoff.failed(loop.nowNs(), reason)) {
            LOG.log(Level.ERROR, "{0}", reason);
        }
        buryProcessOf(worker);
        if (workers.isEmpty()) {
            waiting.forEach(request -> fail(request, reason));
            waiting.clear();
        }
        startMissing();
    }

    @Override
    public void onIdle(Worker worker) {
        loop.at(loop.nowNs() + settings.idle().toNanos(), this::endSurplus);
    }

    private void endSurplus() {
        Placement.surplus(workers).ifPresent(Worker::shutDown);
    }

    @Override
    public void onLinkBroken(Worker worker, String reason) {
        boolean wasNeeded = worker.isReady() && !isClosing;
        boolean wasServing = worker.isServing();
        String sentence = "media worker " + worker.pid() + " was lost: " + reason;
        worker.lose(sentence);
        workers.remove(worker);
        if (wasNeeded) {
            lost++;
            LOG.log(Level.WARNING, "{0}; {1}", sentence, wasServing ? "its pipelines move on" : "it was the spare");
        }
        buryProcessOf(worker);
        startMissing();
    }

    private void buryProcessOf(Worker worker) {
        WorkerProcess process = worker.process();
        if (process != null) {
            processes.bury(process);
        }
    }

    private void shutDownAll() {
        isClosing = true;
        waiting.forEach(request -> fail(request, "the media server is stopping"));
        waiting.clear();
        for (Worker worker : List.copyOf(workers)) {
            if (worker.isReady()) {
                worker.shutDown();
            } else {
                worker.lose("the media server is stopping");
            }
        }
    }

    private WorkerFacts factsNow() {
        return new WorkerFacts(
                workers.stream().filter(Worker::isServing).map(Worker::pid).toList(),
                workers.stream().filter(Worker::isFree).map(Worker::pid).toList(),
                Placement.starting(workers),
                Placement.graphs(workers),
                lost);
    }

    @Override
    public long nowNs() {
        return loop.nowNs();
    }
}
