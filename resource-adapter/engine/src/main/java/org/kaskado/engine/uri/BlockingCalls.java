package org.kaskado.engine.uri;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.runtime.MediaLoop;

/** Runs what blocks on the pool for it, and brings the outcome back to a loop. */
record BlockingCalls(Executor pool, MediaLoop loop) {

    /** Runs a call; the stage completes on the loop, exceptionally with a {@link MediaException}. */
    <T> CompletionStage<T> call(String what, Callable<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            pool.execute(() -> run(what, call, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new MediaException(
                    MediaErrorCode.NOT_ENOUGH_RESOURCES, what + ": all threads of kaskado.io.threads are busy", e));
        }
        return answer;
    }

    private <T> void run(String what, Callable<T> call, CompletableFuture<T> answer) {
        try {
            T value = call.call();
            loop.execute(() -> answer.complete(value));
        } catch (MediaException e) {
            loop.execute(() -> answer.completeExceptionally(e));
        } catch (IOException e) {
            fail(answer, new MediaException(MediaErrorCode.URI_PATH_FILE_NOT_FOUND, what + ": " + describe(e), e));
        } catch (Exception e) {
            fail(answer, new MediaException(MediaErrorCode.UNEXPECTED_ERROR, what + ": " + e, e));
        }
    }

    private <T> void fail(CompletableFuture<T> answer, MediaException cause) {
        loop.execute(() -> answer.completeExceptionally(cause));
    }

    private static String describe(IOException e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + " " + e.getMessage();
    }
}
