package org.kaskado.worker.graph;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of a worker: a few for the turns of nodes, one for timers, and one per source. All are daemons. */
public final class Turns {
    private static final String IDLE_NAME = "turns";

    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * Starts no thread yet.
     *
     * @param threads turns that may run side by side, at least 1
     */
    public Turns(int threads) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> daemon(task, IDLE_NAME + "-" + number.incrementAndGet());
        pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(threads, factory);
        timer = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "timer"));
        timer.setRemoveOnCancelPolicy(true);
    }

    void execute(String label, Runnable turn) {
        pool.execute(() -> {
            Thread thread = Thread.currentThread();
            String idleName = thread.getName();
            thread.setName(label);
            try {
                turn.run();
            } finally {
                thread.setName(idleName);
            }
        });
    }

    /** Runs a short task after a delay; it must only post. */
    public void after(long delayNs, Runnable task) {
        var unused = timer.schedule(task, delayNs, TimeUnit.NANOSECONDS);
    }

    /** Runs a short task again and again. */
    public void every(long periodNs, Runnable task) {
        var unused = timer.scheduleAtFixedRate(task, periodNs, periodNs, TimeUnit.NANOSECONDS);
    }

    /** A started thread for work that blocks. */
    public static Thread start(String name, Runnable task) {
        Thread thread = daemon(task, name);
        thread.start();
        return thread;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
