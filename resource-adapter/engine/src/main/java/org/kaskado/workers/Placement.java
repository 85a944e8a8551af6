package org.kaskado.workers;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Where a new graph goes, and which workers are too many. Decides only. */
final class Placement {
    private Placement() {}

    /**
     * A free worker while fewer than {@code maxServing} serve; one that has served goes first, so that the fresh spare
     * stays. Then the least loaded. Empty while a worker of its own may come.
     */
    static Optional<Worker> choose(Collection<Worker> workers, int maxServing) {
        long serving = workers.stream().filter(Worker::isServing).count();
        if (serving >= maxServing) {
            return leastLoaded(workers);
        }
        return workers.stream()
                .filter(Worker::isFree)
                .min(Comparator.comparing((Worker worker) -> !worker.hasServed())
                        .thenComparing(Worker::number));
    }

    /** The serving worker with the fewest graphs. */
    static Optional<Worker> leastLoaded(Collection<Worker> workers) {
        return workers.stream()
                .filter(Worker::isServing)
                .min(Comparator.comparingInt(Worker::load).thenComparing(Worker::number));
    }

    /** A free worker that is not needed as the spare: one that has served before a fresh one. */
    static Optional<Worker> surplus(Collection<Worker> workers) {
        if (workers.stream().filter(Worker::isFree).count() < 2) {
            return Optional.empty();
        }
        return workers.stream()
                .filter(Worker::isFree)
                .min(Comparator.comparing((Worker worker) -> !worker.hasServed())
                        .thenComparing(Worker::number));
    }

    /** How many workers should be starting now: one for each waiting pipeline that may have its own, and the spare. */
    static int wantedStarts(Collection<Worker> workers, int waiting, int maxServing) {
        int serving = (int) workers.stream().filter(Worker::isServing).count();
        int free = (int) workers.stream().filter(Worker::isFree).count();
        int own = Math.min(waiting, Math.max(0, maxServing - serving));
        return Math.max(0, own + 1 - free);
    }

    static int starting(Collection<Worker> workers) {
        return (int) workers.stream()
                .filter(worker -> worker.state() == Worker.State.STARTING)
                .count();
    }

    /** Graphs that all workers carry. */
    static int graphs(Collection<Worker> workers) {
        return workers.stream().mapToInt(Worker::load).sum();
    }
}
