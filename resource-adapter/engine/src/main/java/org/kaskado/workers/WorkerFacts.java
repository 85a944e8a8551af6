package org.kaskado.workers;

import java.util.List;
import java.util.Map;

/**
 * How the pool stands; a snapshot.
 *
 * @param serving process ids of workers that carry pipelines
 * @param spare process ids of warm workers without a pipeline
 * @param starting workers on their way
 * @param graphs graphs carried by all
 * @param lost workers that died while they were needed, since the start
 */
public record WorkerFacts(List<Long> serving, List<Long> spare, int starting, int graphs, long lost) {
    public WorkerFacts {
        serving = List.copyOf(serving);
        spare = List.copyOf(spare);
    }

    /** The same as counts by name. */
    Map<String, Long> counters() {
        return Map.of(
                "workers_serving", (long) serving.size(),
                "workers_spare", (long) spare.size(),
                "workers_starting", (long) starting,
                "worker_graphs", (long) graphs,
                "workers_lost_total", lost);
    }
}
