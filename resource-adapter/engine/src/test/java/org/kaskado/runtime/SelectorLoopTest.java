package org.kaskado.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SelectorLoopTest {
    private final MediaThreads threads = new MediaThreads(2);
    private final SelectorLoop loop = SelectorLoop.start("test-loop", threads);

    @AfterEach
    void stop() {
        loop.stop();
        threads.close();
        assertThat(threads.alive()).isEmpty();
    }

    @Test
    void shouldRunTasksInTheOrderOfPosting() throws Exception {
        List<Integer> ran = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int number = i;
            loop.execute(() -> ran.add(number));
        }
        barrier();
        assertThat(ran).hasSize(1000).isSorted();
    }

    @Test
    void shouldRunDeadlinesInOrderAndNotEarly() throws Exception {
        CompletableFuture<List<String>> result = new CompletableFuture<>();
        loop.execute(() -> {
            List<String> ran = new ArrayList<>();
            long startNs = loop.nowNs();
            loop.at(startNs + TimeUnit.MILLISECONDS.toNanos(20), () -> {
                ran.add("second");
                ran.add(loop.nowNs() - startNs >= TimeUnit.MILLISECONDS.toNanos(20) ? "in time" : "early");
                result.complete(ran);
            });
            loop.at(startNs + TimeUnit.MILLISECONDS.toNanos(5), () -> ran.add("first"));
            loop.at(startNs + TimeUnit.MILLISECONDS.toNanos(10), () -> ran.add("cancelled"))
                    .cancel();
        });
        assertThat(result.get(5, TimeUnit.SECONDS)).containsExactly("first", "second", "in time");
    }

    @Test
    void shouldSleepWithoutATickWhenIdle() throws Exception {
        barrier();
        long before = loop.counters().turns();
        assertThat(new CountDownLatch(1).await(150, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(loop.counters().turns() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void shouldGoOnWhenATaskThrows() throws Exception {
        loop.execute(() -> {
            throw new IllegalStateException("expected by the test");
        });
        barrier();
        assertThat(loop.counters().failed()).isEqualTo(1);
    }

    @Test
    void shouldReportReadyChannels() throws Exception {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        CompletableFuture<Byte> read = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                loop.register(pipe.source(), SelectionKey.OP_READ, key -> readOne(pipe, read));
            } catch (Exception e) {
                read.completeExceptionally(e);
            }
        });
        pipe.sink().write(ByteBuffer.wrap(new byte[] {42}));
        assertThat(read.get(5, TimeUnit.SECONDS)).isEqualTo((byte) 42);
        pipe.sink().close();
    }

    @Test
    void shouldRefuseDeadlinesOfOtherThreads() {
        assertThatThrownBy(() -> loop.at(0, () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("post to the loop");
        assertThat(loop.isCurrent()).isFalse();
    }

    @Test
    void shouldRunWhatWasPostedBeforeStopAndDropWhatComesLater() {
        List<String> ran = new ArrayList<>();
        loop.execute(() -> ran.add("before"));
        loop.stop();
        threads.close();
        loop.execute(() -> ran.add("after"));
        assertThat(ran).containsExactly("before");
        assertThat(loop.counters().dropped()).isEqualTo(1);
    }

    private static void readOne(Pipe pipe, CompletableFuture<Byte> read) {
        try {
            ByteBuffer one = ByteBuffer.allocate(1);
            if (pipe.source().read(one) == 1) {
                read.complete(one.get(0));
            }
        } catch (Exception e) {
            read.completeExceptionally(e);
        }
    }

    private void barrier() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(done::countDown);
        assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
    }
}
