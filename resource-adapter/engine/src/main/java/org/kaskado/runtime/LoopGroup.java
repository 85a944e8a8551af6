package org.kaskado.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The media loops of one resource adapter; new pipelines are dealt to them in turn. Safe for any thread. */
public final class LoopGroup implements AutoCloseable {
    /** More loops than this bring nothing before the network card is the limit. */
    public static final int MAX_LOOPS = 8;

    private final List<SelectorLoop> loops;
    private final AtomicInteger turn = new AtomicInteger();

    private LoopGroup(List<SelectorLoop> loops) {
        this.loops = List.copyOf(loops);
    }

    /** One core is left to the server; at least one loop, at most {@link #MAX_LOOPS}. */
    public static int defaultSize() {
        return Math.min(MAX_LOOPS, Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    /** Starts {@code size} loops. */
    public static LoopGroup start(int size, MediaThreads threads) {
        if (size < 1) {
            throw new IllegalArgumentException("size must be at least 1, not " + size);
        }
        List<SelectorLoop> loops = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            loops.add(SelectorLoop.start("kaskado-loop-" + i, threads));
        }
        return new LoopGroup(loops);
    }

    /** The loop for the next pipeline. */
    public MediaLoop next() {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }

    /** All loops, always in the same order. */
    public List<MediaLoop> loops() {
        return List.copyOf(loops);
    }

    /** All loops, for those that watch channels; in the same order. */
    public List<SelectorLoop> selectors() {
        return loops;
    }

    public int size() {
        return loops.size();
    }

    /** A snapshot for each loop, in the loops' order. */
    public List<LoopCounters> counters() {
        return loops.stream().map(SelectorLoop::counters).toList();
    }

    /** Ends all loops; {@link MediaThreads#close} joins their threads. */
    @Override
    public void close() {
        loops.forEach(SelectorLoop::stop);
    }
}
