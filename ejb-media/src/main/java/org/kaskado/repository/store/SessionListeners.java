package org.kaskado.repository.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kaskado.repository.HttpSessionTerminatedEvent;
import org.kaskado.repository.RepositoryHttpEventListener;
import org.kaskado.repository.RepositoryHttpSessionEvent;
import org.kaskado.repository.RepositoryListenerRegistration;

/** Listeners of one HTTP session; called in order, one at a time, on the executor. */
final class SessionListeners {
    private static final Logger LOG = System.getLogger(SessionListeners.class.getName());

    private final Executor executor;
    private final List<Entry<?>> entries = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicReference<@Nullable HttpSessionTerminatedEvent> last = new AtomicReference<>();

    SessionListeners(Executor executor) {
        this.executor = executor;
    }

    private record Entry<E extends RepositoryHttpSessionEvent>(Class<E> type, RepositoryHttpEventListener<E> listener) {
        void offer(RepositoryHttpSessionEvent event) {
            if (type.isInstance(event)) {
                listener.onEvent(type.cast(event));
            }
        }
    }

    <E extends RepositoryHttpSessionEvent> RepositoryListenerRegistration add(
            Class<E> type, RepositoryHttpEventListener<E> listener) {
        Entry<E> entry = new Entry<>(type, listener);
        HttpSessionTerminatedEvent end = last.get();
        if (end == null) {
            entries.add(entry);
        } else {
            post(() -> entry.offer(end));
        }
        return () -> entries.remove(entry);
    }

    void fire(RepositoryHttpSessionEvent event) {
        if (event instanceof HttpSessionTerminatedEvent end) {
            last.set(end);
        }
        entries.forEach(entry -> post(() -> entry.offer(event)));
    }

    private void post(Runnable call) {
        calls.add(call);
        if (waiting.getAndIncrement() == 0) {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException serverStops) {
                LOG.log(Level.DEBUG, "the server stops; listeners of an HTTP session are not told", serverStops);
            }
        }
    }

    private void run() {
        do {
            Runnable call = calls.poll();
            if (call != null) {
                try {
                    call.run();
                } catch (RuntimeException e) {
                    LOG.log(Level.WARNING, "a listener of an HTTP session failed", e);
                }
            }
        } while (waiting.decrementAndGet() > 0);
    }
}
