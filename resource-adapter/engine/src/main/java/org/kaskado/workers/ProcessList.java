package org.kaskado.workers;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Every worker process that was started and not yet seen to end, so that none outlives the pool. Safe for any thread. */
final class ProcessList {
    private static final long END_LIMIT_NS = TimeUnit.SECONDS.toNanos(2);
    private static final Logger LOG = System.getLogger(ProcessList.class.getName());

    private final Executor blocking;
    private final CrashReports crashes;
    private final Set<WorkerProcess> processes = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private int starting;
    private boolean isClosed;

    ProcessList(Executor blocking, CrashReports crashes) {
        this.blocking = blocking;
        this.crashes = crashes;
    }

    Executor blocking() {
        return blocking;
    }

    /** Somebody is about to start a process; false when the pool has ended. */
    boolean begin() {
        synchronized (gate) {
            if (!isClosed) {
                starting++;
            }
            return !isClosed;
        }
    }

    /** What {@link #begin} announced has happened or failed. */
    void finish() {
        synchronized (gate) {
            starting--;
            gate.notifyAll();
        }
    }

    void add(WorkerProcess process) {
        processes.add(process);
    }

    /** Waits elsewhere for a process that was told to end or killed, and removes what it leaves. */
    void bury(WorkerProcess process) {
        try {
            blocking.execute(() -> bury(process, END_LIMIT_NS));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "media worker {0} is buried when the pool closes", Long.toString(process.pid()));
        }
    }

    /** Ends all that are left; those that were told to end get two seconds. Blocks. */
    void close() {
        long limitNs = System.nanoTime() + END_LIMIT_NS;
        awaitStarts(limitNs);
        for (WorkerProcess process : processes) {
            bury(process, Math.max(0, limitNs - System.nanoTime()));
        }
    }

    private void awaitStarts(long limitNs) {
        synchronized (gate) {
            isClosed = true;
            try {
                for (long left = limitNs - System.nanoTime(); starting > 0 && left > 0; ) {
                    TimeUnit.NANOSECONDS.timedWait(gate, left);
                    left = limitNs - System.nanoTime();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void bury(WorkerProcess process, long limitNs) {
        process.awaitEnd(limitNs);
        if (processes.remove(process)) {
            LOG.log(Level.DEBUG, "media worker {0} {1}", Long.toString(process.pid()), process.ending());
            try {
                process.tidy();
                crashes.tell(process.pid());
            } catch (IOException e) {
                LOG.log(Level.WARNING, "the folder of media worker " + process.pid() + " cannot be removed", e);
            }
        }
    }
}
