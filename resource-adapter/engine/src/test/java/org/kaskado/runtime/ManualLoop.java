package org.kaskado.runtime;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A loop for tests, on the test's own thread and in virtual time. Nothing runs until the test says so; a task that
 * throws fails the test.
 */
public final class ManualLoop implements MediaLoop {
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final DeadlineHeap deadlines = new DeadlineHeap();
    private final Thread owner = Thread.currentThread();
    private long nowNs;

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public Deadline at(long deadlineNs, Runnable task) {
        return deadlines.add(deadlineNs, task);
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread() == owner;
    }

    /** Runs all posted tasks, those that they post too, and the deadlines that are due. */
    public ManualLoop runPending() {
        boolean ran = true;
        while (ran) {
            ran = false;
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
                ran = true;
            }
            Runnable due = deadlines.pollDue(nowNs);
            if (due != null) {
                due.run();
                ran = true;
            }
        }
        return this;
    }

    /** Lets virtual time pass, deadline by deadline. */
    public ManualLoop advance(Duration duration) {
        long endNs = nowNs + duration.toNanos();
        runPending();
        while (deadlines.nextNs() != DeadlineHeap.NEVER && deadlines.nextNs() <= endNs) {
            nowNs = Math.max(nowNs, deadlines.nextNs());
            runPending();
        }
        nowNs = endNs;
        return runPending();
    }

    /**
     * Runs what real threads post until a condition holds; virtual time stands still.
     *
     * @throws AssertionError when it does not hold within {@code limit} of real time
     */
    public ManualLoop runUntil(BooleanSupplier condition, Duration limit) {
        long endNs = System.nanoTime() + limit.toNanos();
        runPending();
        while (!condition.getAsBoolean()) {
            long leftNs = endNs - System.nanoTime();
            if (leftNs <= 0) {
                throw new AssertionError("the condition did not hold within " + limit);
            }
            Runnable task = take(Math.min(leftNs, TimeUnit.MILLISECONDS.toNanos(10)));
            if (task != null) {
                task.run();
            }
            runPending();
        }
        return this;
    }

    /** Deadlines that wait. */
    public int waitingDeadlines() {
        return deadlines.size();
    }

    private Runnable take(long nanos) {
        try {
            return tasks.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
