package org.kaskado.content.runtime.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What a session releases at its end: the last one given first, each after the one before, none stopping the others. */
final class Releases {
    private static final System.Logger LOG = System.getLogger(Releases.class.getName());

    private final Deque<Supplier<CompletionStage<?>>> entries = new ArrayDeque<>();
    private boolean released;

    /** Adds a release; false when it is too late, and then the release has been started at once. */
    boolean add(String sessionId, Supplier<CompletionStage<?>> release) {
        synchronized (entries) {
            if (!released) {
                entries.push(release);
                return true;
            }
        }
        start(sessionId, release);
        return false;
    }

    /** Starts all of them; returns at once. */
    void releaseAll(String sessionId) {
        Deque<Supplier<CompletionStage<?>>> all;
        synchronized (entries) {
            released = true;
            all = new ArrayDeque<>(entries);
            entries.clear();
        }
        CompletionStage<?> chain = CompletableFuture.completedStage(null);
        for (Supplier<CompletionStage<?>> each : all) {
            chain = chain.thenCompose(before -> start(sessionId, each));
        }
    }

    private static CompletionStage<?> start(String sessionId, Supplier<CompletionStage<?>> release) {
        CompletionStage<?> stage;
        try {
            stage = release.get();
        } catch (RuntimeException e) {
            stage = CompletableFuture.failedStage(e);
        }
        return stage.handle((done, failure) -> {
            if (failure != null) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        () -> "session " + sessionId + ": something could not be released",
                        failure);
            }
            return done;
        });
    }
}
