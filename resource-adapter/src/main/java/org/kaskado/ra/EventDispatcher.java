package org.kaskado.ra;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.kaskado.runtime.MediaThreads;

/**
 * Hands turns to the container's work manager from a thread of its own, because the work manager may make its caller
 * wait. Only some turns are in the container at a time, so that its small pool keeps room for others.
 */
final class EventDispatcher implements AutoCloseable {
    /** Turns inside the container at one time; WildFly's pool has 50 threads by default. */
    private static final int MAX_IN_FLIGHT = 16;

    private static final long REFUSED_DELAY_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Logger LOG = System.getLogger(EventDispatcher.class.getName());

    private final WorkManager workManager;
    private final DelayQueue<Turn> turns = new DelayQueue<>();
    private final Semaphore permits = new Semaphore(MAX_IN_FLIGHT);
    private final SparseLog log = new SparseLog(LOG, Level.WARNING);
    private final AtomicLong order = new AtomicLong();
    private final Object gate = new Object();
    private final Thread thread;
    private boolean isPaused = true;
    private volatile boolean isClosed;

    EventDispatcher(WorkManager workManager, MediaThreads threads) {
        this.workManager = workManager;
        this.thread = threads.start("kaskado-events", this::run);
    }

    /** Asks for a turn after a delay; no call waits. */
    void ready(Runnable body, long delayNs) {
        if (!isClosed) {
            turns.add(new Turn(body, System.nanoTime() + delayNs, order.getAndIncrement()));
        }
    }

    /** Somebody listens: turns are handed out. */
    void resume() {
        setPaused(false);
    }

    /** Nobody listens: turns wait. */
    void pause() {
        setPaused(true);
    }

    /** Ends the thread; its threads' owner joins it. */
    @Override
    public void close() {
        isClosed = true;
        turns.clear();
        thread.interrupt();
    }

    private void setPaused(boolean paused) {
        synchronized (gate) {
            isPaused = paused;
            gate.notifyAll();
        }
    }

    private void run() {
        try {
            while (!isClosed) {
                Turn turn = turns.take();
                awaitResumed();
                permits.acquire();
                hand(turn);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "event dispatcher ended");
        }
    }

    private void awaitResumed() throws InterruptedException {
        synchronized (gate) {
            while (isPaused) {
                gate.wait();
            }
        }
    }

    private void hand(Turn turn) {
        try {
            workManager.scheduleWork(new TurnWork(turn.body));
        } catch (WorkException | RuntimeException e) {
            permits.release();
            log.say(() -> "the container refuses work for events, trying again: " + e);
            ready(turn.body, REFUSED_DELAY_NS);
        }
    }

    private final class TurnWork implements Work {
        private final Runnable body;

        TurnWork(Runnable body) {
            this.body = body;
        }

        @Override
        public void run() {
            try {
                body.run();
            } finally {
                permits.release();
            }
        }

        @Override
        public void release() {
            // a turn ends by itself
        }
    }

    private static final class Turn implements Delayed {
        private final Runnable body;
        private final long dueNs;
        private final long order;

        Turn(Runnable body, long dueNs, long order) {
            this.body = body;
            this.dueNs = dueNs;
            this.order = order;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNs - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Turn turn = (Turn) other;
            long difference = dueNs - turn.dueNs;
            return difference != 0 ? Long.signum(difference) : Long.compare(order, turn.order);
        }
    }
}
