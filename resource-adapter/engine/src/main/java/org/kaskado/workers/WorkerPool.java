package org.kaskado.workers;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.kaskado.runtime.MediaLoop;

/** Gives each pipeline a place in a worker process; one warm spare always waits. */
public interface WorkerPool {
    /**
     * Places a graph. Call on the pipeline's loop; everything that comes back is called on that loop.
     *
     * @param label the pipeline's id, for log lines
     * @param listener hears messages of this graph and the loss of the worker
     * @param placed gets the graph, already open
     * @param failed gets a sentence when no worker could be had
     */
    void openGraph(
            String label,
            MediaLoop loop,
            WorkerGraph.Listener listener,
            Consumer<WorkerGraph> placed,
            Consumer<String> failed);

    /** How the pool stands, as counts by name. The stage may complete on a loop of the pool. */
    default CompletionStage<Map<String, Long>> counters() {
        return CompletableFuture.completedFuture(Map.of());
    }
}
