package org.kaskado.pipeline;

import java.util.Map;

/** Hears, on the pipeline's loop, what happens to a graph as a whole. */
interface GraphWatcher {
    void onWorkerLost(String reason);

    /** No worker could be had. */
    void onNoWorker(String reason);

    /** Counters by node key, once a second. */
    void onStatistics(Map<String, Map<?, ?>> counters);
}
