package org.kaskado.workers;

import java.util.List;

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
}
