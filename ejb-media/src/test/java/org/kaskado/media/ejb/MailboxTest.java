package org.kaskado.media.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final TestThreads threads = new TestThreads();
    private final Mailbox mailbox = new Mailbox(threads);

    @AfterEach
    void end() {
        threads.close();
    }

    @Test
    void shouldMakeTheBringerWaitForRoomAndKeepTheOrder() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        CompletableFuture<Void> last = new CompletableFuture<>();
        List<Integer> delivered = new CopyOnWriteArrayList<>();
        mailbox.post(gate::join);
        IntStream.range(0, Mailbox.ROOM)
                .forEach(n -> assertThat(mailbox.offer(() -> delivered.add(n))).isTrue());
        CompletableFuture<Boolean> oneMore =
                CompletableFuture.supplyAsync(() -> mailbox.offer(() -> last.complete(null)));
        assertThat(oneMore).isNotDone();
        gate.complete(null);
        assertThat(oneMore).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(true);
        assertThat(last).succeedsWithin(5, TimeUnit.SECONDS);
        assertThat(delivered)
                .containsExactlyElementsOf(
                        IntStream.range(0, Mailbox.ROOM).boxed().toList());
    }

    @Test
    void shouldTakeWhatMustNotBeLostThoughThereIsNoRoom() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        CompletableFuture<Void> last = new CompletableFuture<>();
        mailbox.post(gate::join);
        IntStream.range(0, Mailbox.ROOM).forEach(n -> mailbox.offer(() -> {}));
        mailbox.post(() -> last.complete(null));
        gate.complete(null);
        assertThat(last).succeedsWithin(5, TimeUnit.SECONDS);
    }
}
