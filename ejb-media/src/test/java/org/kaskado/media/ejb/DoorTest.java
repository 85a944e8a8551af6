package org.kaskado.media.ejb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kaskado.connector.Command;
import org.kaskado.media.MediaServerException;

class DoorTest {
    private final FakeEngine engine = new FakeEngine();
    private final TestThreads threads = new TestThreads();
    private final Door door = new Door(engine, threads, Duration.ofMillis(50));

    @AfterEach
    void end() {
        threads.close();
        engine.close();
    }

    @Test
    void shouldGiveUpWhenNoAnswerComesInTime() {
        assertThatThrownBy(() -> door.await(new CompletableFuture<>(), "PlayerEndpoint.play"))
                .isInstanceOfSatisfying(
                        MediaServerException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(40003))
                .hasMessage("PlayerEndpoint.play: no answer within 0 s");
    }

    @Test
    void shouldKeepTheInterruptOfAWaitingThread() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> door.await(new CompletableFuture<>(), "play"))
                .isInstanceOf(MediaServerException.class)
                .hasMessage("play: the waiting thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldGiveTheTicketBackWhenACommandFails() {
        engine.answer(Command.RenewLease.class, command -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> door.await(door.send(new Command.RenewLease("x")), "renew"))
                .isInstanceOf(MediaServerException.class)
                .hasMessageContaining("broken");
        assertThat(engine.openTickets).hasValue(0);
    }
}
