package org.kaskado.engine;

import java.util.concurrent.CompletionStage;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaEvent;

/** The engine behind the door. Commands come from any thread; stages complete on media threads. */
public interface MediaEngine {
    <R> CompletionStage<R> execute(Command<R> command);

    /**
     * Releases every pipeline and refuses what comes later. The stage completes when all graphs are closed; closing twice
     * gives the same stage.
     */
    CompletionStage<Void> close();

    /** Takes events in order per pipeline; called on media threads, must only enqueue. */
    interface EventSink {
        void accept(MediaEvent event);

        /** Statistics and progress: only the newest of each (object, type) matters when the receiver is slow. */
        void acceptCoalescing(MediaEvent event);
    }
}
