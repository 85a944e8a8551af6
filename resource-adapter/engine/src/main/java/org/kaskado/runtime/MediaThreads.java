package org.kaskado.runtime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one place where the media wing makes threads. They are named, inherit nothing of the thread that made them, and are
 * joined by {@link #close}; afterwards no thread can be had any more.
 */
public final class MediaThreads implements AutoCloseable {
    /** How long {@link #close} waits for all threads together. */
    private static final long JOIN_NS = TimeUnit.SECONDS.toNanos(5);

    /** Blocking tasks that may wait for each thread of the pool. */
    private static final int QUEUE_PER_THREAD = 64;

    /** Handshakes at one time (STYLE 5b: at most 32, each at most five seconds). */
    private static final int HANDSHAKE_THREADS = 32;

    private static final long IDLE_SECONDS = 10;

    private static final Logger LOG = System.getLogger(MediaThreads.class.getName());

    private final List<Thread> threads = new ArrayList<>();
    private final ThreadPoolExecutor blocking;
    private final ThreadPoolExecutor handshakes;
    private boolean isClosed;

    /** @param blockingThreads most threads of {@link #blockingIo}, at least 1 */
    public MediaThreads(int blockingThreads) {
        blocking = pool("kaskado-io-", blockingThreads);
        handshakes = pool("kaskado-dtls-", HANDSHAKE_THREADS);
    }

    private ThreadPoolExecutor pool(String prefix, int size) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size,
                size,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(size * QUEUE_PER_THREAD),
                body -> make(prefix + count.getAndIncrement(), body));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Starts a thread.
     *
     * @throws RejectedExecutionException after {@link #close}
     */
    public Thread start(String name, Runnable body) {
        synchronized (threads) {
            Thread thread = make(name, body);
            thread.start();
            return thread;
        }
    }

    /**
     * A bounded pool for file and network calls that block. Idle threads end after ten seconds. A task is refused with
     * {@link RejectedExecutionException} when all threads are busy and too many tasks wait, and after {@link #close}.
     */
    public Executor blockingIo() {
        return blocking;
    }

    /** Likewise, for handshakes that wait for a peer: they must not hold up files, nor files them. */
    public Executor handshakes() {
        return handshakes;
    }

    /** Interrupts what blocks and joins every thread; names in the log what did not end in time. Twice is silence. */
    @Override
    public void close() {
        List<Thread> toJoin;
        synchronized (threads) {
            isClosed = true;
            toJoin = List.copyOf(threads);
        }
        handshakes.shutdownNow();
        int waiting = blocking.shutdownNow().size();
        if (waiting > 0) {
            LOG.log(Level.INFO, "{0} waiting file and network tasks were dropped at stop", waiting);
        }
        join(toJoin);
    }

    /** Threads that were made here and are alive. */
    public List<String> alive() {
        synchronized (threads) {
            return threads.stream().filter(Thread::isAlive).map(Thread::getName).toList();
        }
    }

    private Thread make(String name, Runnable body) {
        synchronized (threads) {
            if (isClosed) {
                throw new RejectedExecutionException("media threads are stopped; no thread for " + name);
            }
            threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
            Thread thread = new Thread(null, body, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(MediaThreads.class.getClassLoader());
            threads.add(thread);
            return thread;
        }
    }

    private static void join(List<Thread> threads) {
        long deadlineNs = System.nanoTime() + JOIN_NS;
        boolean wasInterrupted = false;
        for (Thread thread : threads) {
            if (thread == Thread.currentThread()) {
                continue;
            }
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime())));
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
            if (thread.isAlive()) {
                LOG.log(Level.WARNING, "thread {0} did not end within {1} s", thread.getName(), JOIN_NS / 1e9);
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
