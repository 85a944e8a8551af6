package org.kaskado.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.runtime.MediaLoop;

/** Which handler runs which command, and how what it throws becomes an answer. Filled once, then read by any thread. */
final class CommandTable {
    private static final System.Logger LOG = System.getLogger("org.kaskado.engine");

    private final MediaLoop control;
    private final Map<Class<?>, Handler> handlers = new HashMap<>();

    /** Runs one command; the answer may come later, on a media thread. */
    interface Handler {
        void run(Command<?> command, CompletableFuture<Object> answer);
    }

    /** Does the work of one command on the right loop. */
    interface Work<C> {
        CompletionStage<? extends @Nullable Object> of(C command);
    }

    /** @param control runs what belongs to no pipeline, and answers what was refused at once */
    CommandTable(MediaLoop control) {
        this.control = control;
    }

    /** Gives a command to its handler. */
    void run(Command<?> command, CompletableFuture<Object> answer) {
        Handler handler = handlers.get(command.getClass());
        if (handler == null) {
            answer.completeExceptionally(new MediaException(
                    MediaErrorCode.NOT_IMPLEMENTED,
                    "command " + command.getClass().getSimpleName()));
        } else {
            handler.run(command, answer);
        }
    }

    /** The handler looks, on the caller's thread, for the loop that does the work. */
    <C extends Command<?>> void handle(Class<C> type, BiConsumer<C, CompletableFuture<Object>> handler) {
        handlers.put(type, (command, answer) -> {
            try {
                handler.accept(type.cast(command), answer);
            } catch (MediaException e) {
                control.execute(() -> answer.completeExceptionally(e));
            }
        });
    }

    /** The work is done on the control loop. */
    <C extends Command<?>> void onControl(Class<C> type, Work<C> work) {
        handle(type, (command, answer) -> on(control, answer, () -> work.of(command)));
    }

    /** Does work on a loop and answers with its outcome. */
    static void on(
            MediaLoop loop,
            CompletableFuture<Object> answer,
            Supplier<CompletionStage<? extends @Nullable Object>> work) {
        loop.execute(() -> {
            try {
                work.get().whenComplete((value, failure) -> {
                    if (failure == null) {
                        answer.complete(value);
                    } else {
                        answer.completeExceptionally(refusal(failure));
                    }
                });
            } catch (RuntimeException e) {
                answer.completeExceptionally(refusal(e));
            }
        });
    }

    static CompletionStage<Object> now(Object value) {
        return CompletableFuture.completedFuture(value);
    }

    static CompletionStage<Object> done(Runnable action) {
        action.run();
        return CompletableFuture.completedFuture(null);
    }

    private static MediaException refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof MediaException refusal) {
            return refusal;
        }
        LOG.log(System.Logger.Level.ERROR, "a command failed unexpectedly", cause);
        return new MediaException(MediaErrorCode.UNEXPECTED_ERROR, "the engine failed: " + cause, cause);
    }
}
