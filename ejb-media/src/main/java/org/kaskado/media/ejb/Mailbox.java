package org.kaskado.media.ejb;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries of one pipeline: one at a time, in order, on managed threads. Holds {@value #ROOM} at most; then the bringer
 * waits, and the resource adapter's own queue, which knows what may be dropped, fills up instead.
 */
final class Mailbox {
    static final int ROOM = 256;
    private static final long PATIENCE_S = 30;
    /** Deliveries in a row before the thread is given back, so that one pipeline does not keep it. */
    private static final int TURN = 32;

    private final ManagedThreads threads;
    private final Semaphore room = new Semaphore(ROOM);
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean isRunning;

    Mailbox(ManagedThreads threads) {
        this.threads = threads;
    }

    /** Adds a delivery when there is room, or comes within {@value #PATIENCE_S} seconds. */
    boolean offer(Runnable delivery) {
        try {
            if (!room.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        post(() -> {
            room.release();
            delivery.run();
        });
        return true;
    }

    /** Adds a delivery that must not be lost, room or not. */
    void post(Runnable delivery) {
        lock.lock();
        try {
            waiting.add(delivery);
            if (isRunning) {
                return;
            }
            isRunning = true;
        } finally {
            lock.unlock();
        }
        threads.execute(this::run);
    }

    private void run() {
        for (int i = 0; i < TURN; i++) {
            Runnable next = next();
            if (next == null) {
                return;
            }
            next.run();
        }
        threads.execute(this::run);
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            Runnable next = waiting.poll();
            isRunning = next != null;
            return next;
        } finally {
            lock.unlock();
        }
    }
}
