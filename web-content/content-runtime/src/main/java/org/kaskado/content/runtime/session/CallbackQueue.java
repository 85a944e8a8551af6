package org.kaskado.content.runtime.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs the callbacks of one session on the managed executor: in order, one at a time, no thread while there is none. */
final class CallbackQueue {
    private final Executor executor;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    CallbackQueue(Executor executor) {
        this.executor = executor;
    }

    /** Adds a callback; it never runs on the calling thread. */
    void add(Runnable callback) {
        synchronized (waiting) {
            waiting.add(callback);
        }
        runLater();
    }

    /** Starts what a busy executor refused before. */
    void runLater() {
        synchronized (waiting) {
            if (running || waiting.isEmpty()) {
                return;
            }
            running = true;
        }
        try {
            executor.execute(this::runAll);
        } catch (RejectedExecutionException busy) { // tried again by the next sweep of the session table
            synchronized (waiting) {
                running = false;
            }
        }
    }

    /** Runs what waits on this thread, for an application that goes away; not while a callback runs. */
    void runHere() {
        synchronized (waiting) {
            if (running) {
                return;
            }
            running = true;
        }
        runAll();
    }

    private void runAll() {
        while (true) {
            Runnable next;
            synchronized (waiting) {
                next = waiting.poll();
                if (next == null) {
                    running = false;
                    return;
                }
            }
            next.run();
        }
    }
}
