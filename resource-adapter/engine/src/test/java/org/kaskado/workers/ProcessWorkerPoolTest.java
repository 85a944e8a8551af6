package org.kaskado.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaskado.processing.FromWorker;
import org.kaskado.workers.TestPool.Client;

class ProcessWorkerPoolTest {
    @TempDir
    Path data;

    @Test
    void shouldKeepOneSpareAndGiveEachPipelineItsOwnWorkerThenShare() throws Exception {
        try (TestPool pool = new TestPool(data, 2, FakeWorker.class)) {
            WorkerFacts before = pool.awaitSpare();
            assertThat(before.spare()).hasSize(1);
            Client first = pool.openAndAwait("first");
            pool.awaitSpare();
            Client second = pool.openAndAwait("second");
            pool.awaitSpare();
            Client third = pool.openAndAwait("third");
            WorkerFacts facts = pool.awaitSpare();
            assertThat(facts.serving()).hasSize(2);
            assertThat(facts.serving()).contains(before.spare().get(0));
            assertThat(facts.graphs()).isEqualTo(3);
            for (Client client : List.of(first, second, third)) {
                assertThat(client.ask("echo", Map.of("name", "x" + client.graph.graphId())))
                        .isEqualTo(Map.of("name", "x" + client.graph.graphId()));
            }
        }
    }

    @Test
    void shouldMoveToTheWarmSpareWithinASecondWhenAWorkerIsKilled() throws Exception {
        try (TestPool pool = new TestPool(data, 4, FakeWorker.class)) {
            pool.awaitSpare();
            Client victim = pool.openAndAwait("victim");
            pool.awaitSpare();
            Client bystander = pool.openAndAwait("bystander");
            WorkerFacts before = pool.awaitSpare();
            long victimPid = before.serving().get(0);

            long killedNs = System.nanoTime();
            ProcessHandle.of(victimPid).orElseThrow().destroyForcibly();
            pool.loop.runUntil(() -> victim.lost != null, TestPool.PATIENCE);
            Client replacement = pool.openAndAwait("victim again");
            assertThat(replacement.ask("echo", Map.of())).isEqualTo(Map.of());
            assertThat(Duration.ofNanos(System.nanoTime() - killedNs)).isLessThan(Duration.ofSeconds(1));

            assertThat(victim.lost).startsWith("media worker " + victimPid + " was lost: its link ");
            assertThat(bystander.lost).isNull();
            WorkerFacts after = pool.awaitSpare();
            assertThat(after.lost()).isEqualTo(1);
            assertThat(after.serving()).contains(before.spare().get(0)).doesNotContain(victimPid);
            victim.command("echo", Map.of());
        }
    }

    @Test
    void shouldReplaceASpareThatDies() throws Exception {
        try (TestPool pool = new TestPool(data, 1, FakeWorker.class)) {
            long pid = pool.awaitSpare().spare().get(0);
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            WorkerFacts after =
                    pool.factsWhen(facts -> facts.lost() == 1 && !facts.spare().isEmpty());
            assertThat(after.spare()).hasSize(1).doesNotContain(pid);
        }
    }

    @Test
    void shouldEndWorkersWithoutPipelinesButOne() throws Exception {
        try (TestPool pool = new TestPool(data, 4, FakeWorker.class)) {
            pool.awaitSpare();
            Client client = pool.openAndAwait("short");
            WorkerFacts serving = pool.awaitSpare();
            client.graph.close();
            client.graph.close();
            pool.loop.runUntil(
                    () -> client.messages.contains(new FromWorker.GraphClosed(client.graph.graphId())),
                    TestPool.PATIENCE);
            WorkerFacts after = pool.factsWhen(
                    facts -> facts.spare().size() == 1 && facts.serving().isEmpty());
            assertThat(after.spare()).isEqualTo(serving.spare());
            assertThat(after.lost()).isZero();
            pool.loop.runUntil(() -> !isAlive(serving.serving().get(0)), TestPool.PATIENCE);
        }
    }

    @Test
    void shouldRunWorkersInTheirOwnFolderWithNothingOfTheServersEnvironment() throws Exception {
        try (TestPool pool = new TestPool(data, 4, FakeWorker.class)) {
            Client client = pool.openAndAwait("curious");
            assertThat(client.ask("where", Map.of()))
                    .asString()
                    .startsWith(pool.runFolder.toRealPath().resolve("w").toString())
                    .matches("[^{]*\\{(LC_ALL=C.UTF-8, SVT_LOG=1|SVT_LOG=1, LC_ALL=C.UTF-8)}");
            assertThat(Files.getPosixFilePermissions(pool.runFolder))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void shouldHoldBackAWorkerWhoseBytesAreNotTaken() throws Exception {
        try (TestPool pool = new TestPool(data, 4, FakeWorker.class)) {
            Client client = pool.openAndAwait("flooded");
            long stream = client.graph.nextId();
            Object answer = client.ask("flood", Map.of("count", 2_000L, "stream", stream));
            assertThat(answer).isEqualTo("flooded");
            assertThat(client.messages).hasSize(2_001);
            assertThat(client.lost).isNull();
        }
    }

    @Test
    void shouldSayWhatTheWorkerPrintedWhenItCannotStart() throws Exception {
        try (TestPool pool = new TestPool(data, 4, BrokenWorker.class)) {
            Client client = pool.open("unlucky");
            pool.loop.runUntil(() -> client.failure != null, TestPool.PATIENCE);
            assertThat(client.failure)
                    .isEqualTo("a media worker ended with status 3 before it was ready;"
                            + " it printed: no libavcodec for this machine");
        }
    }

    @Test
    void shouldGiveTheSentenceWhenTheBundleIsMissing() throws Exception {
        try (TestPool pool = new TestPool(data, 4, () -> {
            throw new FileNotFoundException("the worker bundle is missing");
        })) {
            Client client = pool.open("unlucky");
            pool.loop.runUntil(() -> client.failure != null, TestPool.PATIENCE);
            assertThat(client.failure).isEqualTo("the worker bundle is missing");
        }
    }

    @Test
    void shouldLeaveNoProcessWhenClosed() throws Exception {
        WorkerFacts facts;
        try (TestPool pool = new TestPool(data, 4, FakeWorker.class)) {
            pool.openAndAwait("one");
            facts = pool.awaitSpare();
            assertThat(facts.serving()).allMatch(ProcessWorkerPoolTest::isAlive);
        }
        assertThat(facts.serving()).noneMatch(ProcessWorkerPoolTest::isAlive);
        assertThat(facts.spare()).noneMatch(ProcessWorkerPoolTest::isAlive);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
