package org.kaskado.media.ejb;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.media.MediaEventListener;
import org.kaskado.media.RaisedEvent;

/** {@link ManagedThreads} of Jakarta Concurrency. */
final class ContainerThreads implements ManagedThreads {
    private static final System.Logger LOG = System.getLogger(ContainerThreads.class.getName());

    private final ManagedExecutorService executor;
    private final ManagedScheduledExecutorService timer;
    private final ContextService contexts;

    ContainerThreads(ManagedExecutorService executor, ManagedScheduledExecutorService timer, ContextService contexts) {
        this.executor = executor;
        this.timer = timer;
        this.contexts = contexts;
    }

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "the managed executor is full or stopping; going on in the calling thread");
            task.run();
        }
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> newFuture() {
        return executor.newIncompleteFuture();
    }

    @Override
    @SuppressWarnings("unchecked") // the proxy implements the interface it is asked for
    public <E extends RaisedEvent> MediaEventListener<E> contextual(MediaEventListener<E> listener) {
        return contexts.createContextualProxy(listener, MediaEventListener.class);
    }

    @Override
    public Cancellation schedule(Runnable task, Duration delay) {
        Future<?> scheduled = timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }
}
