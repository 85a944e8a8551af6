package org.kaskado.ra;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kaskado.catalogue.Configuration;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.engine.MediaEngine;

/** Answers for the configuration only; stands in until the engine is merged. */
final class AbsentEngine implements MediaEngine {
    private final Configuration configuration;

    AbsentEngine(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    @SuppressWarnings("unchecked") // ReadSettings is a Command of exactly this map
    public <R> CompletionStage<R> execute(Command<R> command) {
        if (command instanceof Command.ReadSettings) {
            return CompletableFuture.completedFuture((R) configuration.asMap());
        }
        return CompletableFuture.failedFuture(
                new MediaException(MediaErrorCode.NOT_IMPLEMENTED, "this build has no media engine"));
    }

    @Override
    public CompletionStage<Void> close() {
        return CompletableFuture.completedFuture(null);
    }
}
