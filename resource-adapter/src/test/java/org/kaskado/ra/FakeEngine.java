package org.kaskado.ra;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.kaskado.connector.Command;
import org.kaskado.engine.MediaEngine;

/** An engine that opens leases and nothing else. */
final class FakeEngine implements MediaEngine {
    final Set<String> leases = ConcurrentHashMap.newKeySet();
    private final AtomicLong last = new AtomicLong();
    volatile boolean isClosed;

    @Override
    @SuppressWarnings("unchecked")
    public <R> CompletionStage<R> execute(Command<R> command) {
        if (command instanceof Command.OpenLease) {
            String id = "lease-" + last.incrementAndGet();
            leases.add(id);
            return CompletableFuture.completedFuture((R) id);
        }
        return CompletableFuture.failedFuture(new UnsupportedOperationException(command.toString()));
    }

    @Override
    public CompletionStage<Void> close() {
        isClosed = true;
        return CompletableFuture.completedFuture(null);
    }
}
