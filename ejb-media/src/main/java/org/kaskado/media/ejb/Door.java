package org.kaskado.media.ejb;

import jakarta.resource.ResourceException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaConnection;
import org.kaskado.connector.MediaConnectionFactory;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.media.MediaServerException;

/** Sends commands through the door: borrows a ticket, executes, gives it back. Turns errors into those of the Media API. */
final class Door {
    private final MediaConnectionFactory connections;
    private final ManagedThreads threads;
    private final Duration limit;

    /** @param limit how long blocking calls wait for an answer */
    Door(MediaConnectionFactory connections, ManagedThreads threads, Duration limit) {
        this.connections = connections;
        this.threads = threads;
        this.limit = limit;
    }

    /** The reply completes on a media thread, where a caller must only post; never throws. */
    <R> CompletionStage<R> send(Command<R> command) {
        try (MediaConnection ticket = connections.getConnection()) {
            return ticket.execute(command);
        } catch (ResourceException e) {
            return CompletableFuture.failedStage(new MediaServerException(
                    MediaErrorCode.NOT_ENOUGH_RESOURCES.number(),
                    MediaErrorCode.NOT_ENOUGH_RESOURCES.name(),
                    "Kaskado's resource adapter cannot be reached: it is stopped, restarting, or its connection pool is"
                            + " exhausted (" + e.getMessage() + "). Try again, with a newly looked-up factory.",
                    e));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /**
     * Waits for a reply.
     *
     * @param what names the work in the error message
     */
    <R extends @Nullable Object> R await(CompletionStage<R> reply, String what) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        reply.whenComplete((value, failure) -> {
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw asServerException(e);
        } catch (TimeoutException e) {
            throw unexpected(what + ": no answer within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unexpected(what + ": the waiting thread was interrupted", e);
        }
    }

    /** A stage for applications: converts the reply and completes on a managed thread. */
    <R extends @Nullable Object, T extends @Nullable Object> CompletionStage<T> onManagedThread(
            CompletionStage<R> reply, Function<R, T> convert) {
        CompletableFuture<T> result = threads.newFuture();
        reply.whenComplete((value, failure) -> threads.execute(() -> complete(result, value, failure, convert)));
        return result;
    }

    private static <R extends @Nullable Object, T extends @Nullable Object> void complete(
            CompletableFuture<T> result, R value, @Nullable Throwable failure, Function<R, T> convert) {
        if (failure != null) {
            result.completeExceptionally(asServerException(failure));
            return;
        }
        try {
            result.complete(convert.apply(value));
        } catch (RuntimeException e) {
            result.completeExceptionally(asServerException(e));
        }
    }

    static MediaServerException asServerException(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof MediaException refused) {
            return new MediaServerException(
                    refused.code().number(), refused.code().name(), String.valueOf(refused.getMessage()), failure);
        }
        if (cause instanceof MediaServerException known) {
            return new MediaServerException(
                    known.getErrorCode(), known.getErrorType(), String.valueOf(known.getMessage()), failure);
        }
        return unexpected(cause.toString(), failure);
    }

    private static MediaServerException unexpected(String message, Throwable cause) {
        MediaErrorCode code = MediaErrorCode.UNEXPECTED_ERROR;
        return new MediaServerException(code.number(), code.name(), message, cause);
    }
}
