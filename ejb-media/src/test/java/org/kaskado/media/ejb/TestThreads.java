package org.kaskado.media.ejb;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.kaskado.media.MediaEventListener;
import org.kaskado.media.RaisedEvent;

/** Four threads called "managed"; scheduled tasks run when the test says so. */
final class TestThreads implements ManagedThreads, AutoCloseable {
    final List<Scheduled> scheduled = new CopyOnWriteArrayList<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(4, task -> new Thread(task, "managed"));

    record Scheduled(Runnable task, Duration delay) {}

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    @Override
    public <T> CompletableFuture<T> newFuture() {
        return new CompletableFuture<>();
    }

    @Override
    public <E extends RaisedEvent> MediaEventListener<E> contextual(MediaEventListener<E> listener) {
        return listener;
    }

    @Override
    public Cancellation schedule(Runnable task, Duration delay) {
        Scheduled one = new Scheduled(task, delay);
        scheduled.add(one);
        return () -> scheduled.remove(one);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
