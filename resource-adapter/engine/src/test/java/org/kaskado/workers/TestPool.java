package org.kaskado.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.ToWorker;
import org.kaskado.runtime.ManualLoop;
import org.kaskado.runtime.MediaThreads;

/** A real pool with small worker programs, driven from a loop on the test's thread. */
final class TestPool implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final MediaThreads threads = new MediaThreads(4);
    final ManualLoop loop = new ManualLoop();
    final Path runFolder;
    final ProcessWorkerPool pool;

    TestPool(Path data, int maxServing, Class<?> program) throws Exception {
        this(data, maxServing, () -> new WorkerProgram(System.getProperty("java.class.path"), program.getName(), data));
    }

    TestPool(Path data, int maxServing, WorkerProgram.Source programs) throws Exception {
        runFolder = RunFolder.prepare(data);
        pool = ProcessWorkerPool.start(
                new WorkerSettings(runFolder, data, maxServing, 64L << 20, Duration.ofMillis(200)), programs, threads);
    }

    WorkerFacts facts() {
        try {
            return pool.facts().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no facts", e);
        }
    }

    WorkerFacts factsWhen(Predicate<WorkerFacts> condition) {
        loop.runUntil(() -> condition.test(facts()), PATIENCE);
        return facts();
    }

    WorkerFacts awaitSpare() {
        return factsWhen(facts -> !facts.spare().isEmpty() && facts.starting() == 0);
    }

    Client open(String label) {
        Client client = new Client();
        pool.openGraph(label, loop, client, client::placed, client::failed);
        return client;
    }

    Client openAndAwait(String label) {
        Client client = open(label);
        loop.runUntil(() -> client.graph != null || client.failure != null, PATIENCE);
        assertThat(client.failure).isNull();
        return client;
    }

    @Override
    public void close() {
        pool.close();
        threads.close();
        assertThat(threads.alive()).isEmpty();
        assertThat(runFolder).doesNotExist();
    }

    /** One pipeline. */
    final class Client implements WorkerGraph.Listener {
        WorkerGraph graph;
        String failure;
        String lost;
        final List<FromWorker> messages = new ArrayList<>();

        void placed(WorkerGraph opened) {
            graph = opened;
        }

        void failed(String reason) {
            failure = reason;
        }

        @Override
        public void onMessage(FromWorker message) {
            messages.add(message);
        }

        @Override
        public void onLost(String reason) {
            lost = reason;
        }

        long command(String verb, Map<String, Object> arguments) {
            long requestId = graph.nextId();
            graph.send(new ToWorker.NodeCommand(graph.graphId(), requestId, 1, verb, arguments));
            return requestId;
        }

        Object ask(String verb, Map<String, Object> arguments) {
            long requestId = command(verb, arguments);
            loop.runUntil(() -> resultOf(requestId) != null, PATIENCE);
            return resultOf(requestId).value();
        }

        private FromWorker.Result resultOf(long requestId) {
            return messages.stream()
                    .filter(FromWorker.Result.class::isInstance)
                    .map(FromWorker.Result.class::cast)
                    .filter(result -> result.requestId() == requestId)
                    .findFirst()
                    .orElse(null);
        }
    }
}
