package org.kaskado.media.ejb;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.kaskado.media.MediaEventListener;
import org.kaskado.media.RaisedEvent;

/** The container's threads and contexts, as far as the Media API needs them. */
interface ManagedThreads {
    /** Runs a task on a managed thread; when none is to be had, on the calling thread. */
    void execute(Runnable task);

    /** A future whose dependent stages run in the context of whoever adds them. */
    <T extends @Nullable Object> CompletableFuture<T> newFuture();

    /** A listener that runs in the context of the calling thread. */
    <E extends RaisedEvent> MediaEventListener<E> contextual(MediaEventListener<E> listener);

    /** Runs a task once, later. */
    Cancellation schedule(Runnable task, Duration delay);

    /** Takes a scheduled task back; after it has run this is silence. */
    interface Cancellation {
        void cancel();
    }
}
