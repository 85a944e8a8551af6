package org.kaskado.crypto;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Lets at most so many handshakes run on the executor, and so many wait for their turn, first come first served. */
final class HandshakeGate {
    private final Executor executor;
    private final int maxConcurrent;
    private final int maxWaiting;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int running;

    HandshakeGate(Executor executor, int maxConcurrent, int maxWaiting) {
        this.executor = executor;
        this.maxConcurrent = maxConcurrent;
        this.maxWaiting = maxWaiting;
    }

    /** Whether the task will be run, now or in its turn. */
    boolean submit(Runnable task) {
        synchronized (waiting) {
            if (running == maxConcurrent) {
                return waiting.size() < maxWaiting && waiting.offer(task);
            }
            running++;
        }
        try {
            executor.execute(() -> runAll(task));
            return true;
        } catch (RejectedExecutionException e) {
            synchronized (waiting) {
                running--;
            }
            return false;
        }
    }

    /** A task that need not run any more gives its place back. */
    void withdraw(Runnable task) {
        synchronized (waiting) {
            waiting.remove(task);
        }
    }

    int running() {
        synchronized (waiting) {
            return running;
        }
    }

    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    private void runAll(Runnable first) {
        @Nullable Runnable task = first;
        try {
            while (task != null) {
                task.run();
                task = next();
            }
        } catch (RuntimeException | Error e) {
            synchronized (waiting) {
                running--;
            }
            throw e;
        }
    }

    private @Nullable Runnable next() {
        synchronized (waiting) {
            Runnable task = waiting.poll();
            if (task == null) {
                running--;
            }
            return task;
        }
    }
}
