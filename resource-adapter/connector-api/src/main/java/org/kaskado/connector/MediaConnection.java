package org.kaskado.connector;

import java.util.concurrent.CompletionStage;

/**
 * A stateless ticket to the engine: borrowed, used, closed. Nothing hangs on it, so thousands of live sessions work with
 * a handful of pooled connections.
 */
public interface MediaConnection extends AutoCloseable {
    /**
     * Sends one command. The stage completes on a media thread, exceptionally with a {@link MediaException}. It goes on
     * when the ticket is closed.
     *
     * @throws IllegalStateException when this ticket was closed
     */
    <R> CompletionStage<R> execute(Command<R> command);

    /** Gives the ticket back; closing twice is silence. */
    @Override
    void close();
}
