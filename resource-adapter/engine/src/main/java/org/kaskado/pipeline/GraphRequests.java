package org.kaskado.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaException;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.ToWorker;
import org.kaskado.workers.WorkerGraph;

/** Requests to a worker that wait for its answer. Lives on the pipeline's loop. */
final class GraphRequests {
    private final Map<Long, CompletableFuture<@Nullable Object>> waiting = new HashMap<>();
    private final List<CompletableFuture<@Nullable Void>> opening = new ArrayList<>();

    /** Completes when the graph is open, exceptionally when it does not open. */
    CompletionStage<@Nullable Void> whenOpen() {
        CompletableFuture<@Nullable Void> open = new CompletableFuture<>();
        opening.add(open);
        return open;
    }

    /** The graph is open, or there is a reason why not. */
    void settleOpen(@Nullable MediaException cause) {
        List<CompletableFuture<@Nullable Void>> settled = List.copyOf(opening);
        opening.clear();
        if (cause == null) {
            settled.forEach(open -> open.complete(null));
        } else {
            settled.forEach(open -> open.completeExceptionally(cause));
        }
    }

    /** Sends the message that is made for a new request id; the stage has the worker's answer. */
    CompletionStage<@Nullable Object> send(WorkerGraph worker, LongFunction<ToWorker> message) {
        long request = worker.nextId();
        CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
        waiting.put(request, answer);
        worker.send(message.apply(request));
        return answer;
    }

    void answered(FromWorker.Result result) {
        CompletableFuture<@Nullable Object> answer = waiting.remove(result.requestId());
        if (answer == null) {
            return;
        }
        if (result.errorCode() == null) {
            answer.complete(result.value());
        } else {
            answer.completeExceptionally(new MediaException(
                    GraphInbox.codeOf(result.errorCode()),
                    result.message() == null ? result.errorCode() : result.message()));
        }
    }

    void fail(MediaException cause) {
        List<CompletableFuture<@Nullable Object>> failed = List.copyOf(waiting.values());
        waiting.clear();
        failed.forEach(answer -> answer.completeExceptionally(cause));
    }
}
