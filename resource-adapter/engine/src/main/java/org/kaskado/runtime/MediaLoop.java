package org.kaskado.runtime;

/**
 * One media thread. What lives on a loop is touched by its thread only; other threads {@link #execute post}.
 */
public interface MediaLoop {
    /** Runs a task on the loop, in the order of posting. Tasks after the loop's end are dropped and counted. */
    void execute(Runnable task);

    /** Monotonic time, nanoseconds; from any thread. */
    long nowNs();

    /**
     * Runs a task at or after a time, on the loop. Call from the loop's thread only.
     *
     * @return cancels it; cancelling twice is silence
     */
    Deadline at(long deadlineNs, Runnable task);

    /** Whether the caller runs on this loop. */
    boolean isCurrent();

    /** A task that waits for its time. */
    interface Deadline {
        void cancel();
    }
}
