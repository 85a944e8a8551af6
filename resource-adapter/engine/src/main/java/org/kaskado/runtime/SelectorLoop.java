package org.kaskado.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A media loop around one {@link Selector}: ready channels, then posted tasks, then due deadlines, then sleep. It sleeps
 * until there is something to do; there is no tick. A task that throws is logged and counted, and the loop goes on.
 */
public final class SelectorLoop implements MediaLoop {
    /** Posted tasks per turn, so that a flood of them cannot starve channels and deadlines. */
    private static final int TASKS_PER_TURN = 256;

    private static final Logger LOG = System.getLogger(SelectorLoop.class.getName());

    private final String name;
    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final DeadlineHeap deadlines = new DeadlineHeap();
    private final AtomicBoolean sleeping = new AtomicBoolean();
    private final LongAdder turns = new LongAdder();
    private final LongAdder tasksRun = new LongAdder();
    private final LongAdder deadlinesRun = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private volatile boolean stopping;
    private volatile boolean ended;
    private volatile @Nullable Thread thread;

    private SelectorLoop(String name, Selector selector) {
        this.name = name;
        this.selector = selector;
    }

    /** Starts a loop on a thread of its own. */
    public static SelectorLoop start(String name, MediaThreads threads) {
        SelectorLoop loop;
        try {
            loop = new SelectorLoop(name, Selector.open());
        } catch (IOException e) {
            throw new UncheckedIOException("no selector for " + name + ": " + e.getMessage(), e);
        }
        loop.thread = threads.start(name, loop::run);
        return loop;
    }

    @Override
    public void execute(Runnable task) {
        if (ended) {
            dropped.increment();
            return;
        }
        tasks.add(task);
        wakeUp();
        if (ended && tasks.remove(task)) {
            dropped.increment();
        }
    }

    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    public Deadline at(long deadlineNs, Runnable task) {
        requireCurrent();
        return deadlines.add(deadlineNs, task);
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /**
     * Watches a non-blocking channel. Call from the loop's thread only. The channel is closed with the loop.
     *
     * @param operations interest set, as in {@link SelectionKey}
     * @param onReady called on the loop when the channel is ready
     * @throws ClosedChannelException when the channel is closed
     */
    public SelectionKey register(SelectableChannel channel, int operations, Consumer<SelectionKey> onReady)
            throws ClosedChannelException {
        requireCurrent();
        return channel.register(selector, operations, onReady);
    }

    /** What the loop has done so far. */
    public LoopCounters counters() {
        return new LoopCounters(
                turns.sum(), tasksRun.sum(), deadlinesRun.sum(), failed.sum(), dropped.sum(), tasks.size());
    }

    /** Asks the loop to run what was posted so far and then to end; deadlines are dropped, channels closed. */
    public void stop() {
        stopping = true;
        selector.wakeup();
    }

    @Override
    public String toString() {
        return name;
    }

    private void requireCurrent() {
        if (!isCurrent()) {
            throw new IllegalStateException(
                    name + ": called from " + Thread.currentThread().getName() + "; post to the loop instead");
        }
    }

    private void wakeUp() {
        if (sleeping.compareAndSet(true, false)) {
            selector.wakeup();
        }
    }

    private void run() {
        thread = Thread.currentThread();
        try {
            while (!stopping) {
                turn();
            }
            runTasks(Integer.MAX_VALUE);
        } catch (IOException e) {
            LOG.log(Level.ERROR, name + " ended: its selector failed", e);
        } finally {
            end();
        }
    }

    private void turn() throws IOException {
        turns.increment();
        await();
        runTasks(TASKS_PER_TURN);
        runDeadlines();
    }

    private void await() throws IOException {
        sleeping.set(true);
        long waitNs = waitNs();
        if (!tasks.isEmpty() || stopping || waitNs <= 0) {
            selector.selectNow(this::ready);
        } else if (waitNs == DeadlineHeap.NEVER) {
            selector.select(this::ready);
        } else {
            // Selectors count milliseconds; rounding up keeps "at or after".
            selector.select(this::ready, TimeUnit.NANOSECONDS.toMillis(waitNs + 999_999));
        }
        sleeping.set(false);
        if (Thread.interrupted()) {
            LOG.log(Level.DEBUG, "{0} was interrupted; only stop() ends a loop", name);
        }
    }

    private long waitNs() {
        long nextNs = deadlines.nextNs();
        return nextNs == DeadlineHeap.NEVER ? DeadlineHeap.NEVER : nextNs - nowNs();
    }

    private void ready(SelectionKey key) {
        @SuppressWarnings("unchecked") // only register() makes keys of this selector
        Consumer<SelectionKey> onReady = (Consumer<SelectionKey>) key.attachment();
        guarded(() -> onReady.accept(key));
    }

    private void runTasks(int limit) {
        for (int i = 0; i < limit; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            tasksRun.increment();
            guarded(task);
        }
    }

    private void runDeadlines() {
        long nowNs = nowNs();
        for (Runnable task = deadlines.pollDue(nowNs); task != null; task = deadlines.pollDue(nowNs)) {
            deadlinesRun.increment();
            guarded(task);
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            failed.increment();
            LOG.log(Level.ERROR, name + ": a task failed; the loop goes on", e);
        }
    }

    private void end() {
        ended = true;
        dropped.add(tasks.size());
        tasks.clear();
        deadlines.clear();
        for (SelectionKey key : selector.keys()) {
            close(key.channel());
        }
        close(selector);
    }

    private void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, name + ": closing " + resource + " failed", e);
        }
    }
}
