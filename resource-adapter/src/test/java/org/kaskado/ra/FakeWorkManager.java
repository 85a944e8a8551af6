package org.kaskado.ra;

import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A container's work manager for tests: a few threads. */
final class FakeWorkManager implements WorkManager, AutoCloseable {
    private final ExecutorService pool = Executors.newFixedThreadPool(8);

    @Override
    public void scheduleWork(Work work) {
        pool.execute(work);
    }

    @Override
    public void scheduleWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener) {
        pool.execute(work);
    }

    @Override
    public void doWork(Work work) {
        throw new UnsupportedOperationException("would block");
    }

    @Override
    public void doWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener) {
        throw new UnsupportedOperationException("would block");
    }

    @Override
    public long startWork(Work work) {
        throw new UnsupportedOperationException("would block");
    }

    @Override
    public long startWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener) {
        throw new UnsupportedOperationException("would block");
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
