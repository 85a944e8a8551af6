package org.kaskado.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MediaThreadsTest {
    @Test
    void shouldJoinAllThreadsAndRefuseNewOnesWhenClosed() throws Exception {
        MediaThreads threads = new MediaThreads(2);
        LoopGroup loops = LoopGroup.start(3, threads);
        CountDownLatch blocked = new CountDownLatch(1);
        CompletableFuture<String> ended = new CompletableFuture<>();
        threads.blockingIo().execute(() -> {
            try {
                blocked.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ended.complete("interrupted");
            }
        });
        assertThat(blocked.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(threads.alive()).contains("kaskado-loop-0", "kaskado-loop-1", "kaskado-loop-2", "kaskado-io-0");

        loops.close();
        threads.close();

        assertThat(threads.alive()).isEmpty();
        assertThat(ended).isCompletedWithValue("interrupted");
        assertThatThrownBy(() -> threads.start("late", () -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> threads.blockingIo().execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void shouldRefuseBlockingTasksWhenTooManyWait() {
        MediaThreads threads = new MediaThreads(1);
        CountDownLatch release = new CountDownLatch(1);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        threads.blockingIo().execute(() -> awaitQuietly(release));
                    }
                })
                .isInstanceOf(RejectedExecutionException.class);
        release.countDown();
        threads.close();
        assertThat(threads.alive()).isEmpty();
    }

    @Test
    void shouldDealPipelinesToLoopsInTurn() {
        MediaThreads threads = new MediaThreads(1);
        LoopGroup loops = LoopGroup.start(2, threads);
        MediaLoop first = loops.next();
        assertThat(loops.next()).isNotSameAs(first);
        assertThat(loops.next()).isSameAs(first);
        loops.close();
        threads.close();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
