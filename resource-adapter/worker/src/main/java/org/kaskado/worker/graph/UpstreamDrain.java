package org.kaskado.worker.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Waits until everything that was on its way to a node when this began has come to it: queue after queue, from the
 * sources down. Goes on as long as there is progress, however slow the machine is; gives up when nothing moves, or after
 * a time that no live queue needs.
 */
final class UpstreamDrain {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long NO_PROGRESS_NS = TimeUnit.SECONDS.toNanos(3); // a key frame of a slow encoder
    private static final long MAX_NS = TimeUnit.SECONDS.toNanos(20); // callers wait at most 30 s for an answer

    private final Graph graph;
    private final NodeHost sink;
    private final Runnable whenDrained;
    private final List<List<Input>> stages;
    private final Map<Input, Long> targets = new HashMap<>();
    private final long startNs;
    private long movedNs;
    private long moved;
    private int stage;

    /** @param whenDrained runs on the node's turn */
    UpstreamDrain(Graph graph, NodeHost sink, Runnable whenDrained) {
        this.graph = graph;
        this.sink = sink;
        this.whenDrained = whenDrained;
        this.startNs = graph.nowNs();
        this.movedNs = startNs;
        graph.lock.lock();
        try {
            this.stages = stages(sink);
        } finally {
            graph.lock.unlock();
        }
    }

    /** Looks now, and again until it is over. On the node's turn. */
    void look() {
        long nowNs = graph.nowNs();
        if (isDrained(nowNs) || nowNs - movedNs > NO_PROGRESS_NS || nowNs - startNs > MAX_NS) {
            whenDrained.run();
        } else {
            sink.after(LOOK_NS, this::look);
        }
    }

    /** Queues by their distance from the node, the farthest first. */
    private static List<List<Input>> stages(NodeHost sink) {
        List<List<Input>> stages = new ArrayList<>();
        Set<NodeHost> seen = new LinkedHashSet<>();
        List<Input> stage = sink.pads().inputs();
        while (!stage.isEmpty()) {
            stages.add(0, stage);
            List<Input> farther = new ArrayList<>();
            for (Input input : stage) {
                if (seen.add(input.source)) {
                    farther.addAll(input.source.pads().inputs());
                }
            }
            stage = farther;
        }
        return stages;
    }

    private boolean isDrained(long nowNs) {
        graph.lock.lock();
        try {
            long total = stages.stream()
                    .flatMap(List::stream)
                    .mapToLong(Input::taken)
                    .sum();
            if (total != moved) {
                moved = total;
                movedNs = nowNs;
            }
            while (stage < stages.size() && isTaken(stages.get(stage))) {
                stage++;
            }
            return stage == stages.size();
        } finally {
            graph.lock.unlock();
        }
    }

    /** Whether what was put into these queues until this was first asked has been taken out and worked on. */
    private boolean isTaken(List<Input> queues) {
        queues.forEach(queue -> targets.computeIfAbsent(queue, Input::put));
        return queues.stream()
                .allMatch(queue -> queue.isUnlinked()
                        || (queue.taken() >= targets.getOrDefault(queue, 0L) && !queue.sink.isAtWork(sink)));
    }
}
