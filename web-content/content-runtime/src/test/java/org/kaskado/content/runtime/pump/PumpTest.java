package org.kaskado.content.runtime.pump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kaskado.connector.MediaByteSource;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;

class PumpTest {
    private final FakeExchange exchange = new FakeExchange();
    private final List<String> ends = new ArrayList<>();
    private final List<Runnable> watches = new ArrayList<>();
    private final PumpEnd end =
            (bytes, failure) -> ends.add(bytes + (failure == null ? "" : " " + failure.getMessage()));
    private final PumpSettings settings = new PumpSettings(
            Runnable::run,
            FakeExchange.proxy(ScheduledExecutorService.class, (self, method, args) -> {
                watches.add((Runnable) args[0]);
                return null;
            }),
            Duration.ofSeconds(30));
    private final ScriptedSource source = new ScriptedSource();

    @Test
    void shouldSendEverythingAndCompleteOnceWhenTheSourceEnds() throws IOException {
        source.offer("header").offer("fragment").end();
        SourcePump.start(source, exchange.context, settings, end);
        exchange.writer.onWritePossible();
        assertThat(exchange.received.toString(StandardCharsets.US_ASCII)).isEqualTo("headerfragment");
        assertThat(ends).containsExactly("14");
        assertThat(exchange.completions).isOne();
        assertThat(source.closes).containsExactly("clean");
    }

    @Test
    void shouldWaitForTheSourceWithoutAskingAgain() throws IOException {
        SourcePump.start(source, exchange.context, settings, end);
        exchange.writer.onWritePossible();
        int reads = source.reads;
        assertThat(source.callback).isNotNull();
        source.offer("late").wake();
        assertThat(exchange.received.toString(StandardCharsets.US_ASCII)).isEqualTo("late");
        assertThat(reads).isOne();
        assertThat(ends).isEmpty();
    }

    @Test
    void shouldLeaveBytesInTheSourceWhileTheClientIsSlow() throws IOException {
        exchange.window = 5;
        source.offer("12345").offer("67890").end();
        SourcePump.start(source, exchange.context, settings, end);
        exchange.writer.onWritePossible();
        assertThat(source.pending).hasSize(1);
        exchange.window = 100;
        exchange.writer.onWritePossible();
        assertThat(exchange.received.size()).isEqualTo(10);
        assertThat(ends).containsExactly("10");
    }

    @Test
    void shouldBreakOffAClientThatMakesNoProgress() throws IOException {
        exchange.window = 5;
        source.offer("12345").offer("67890");
        SourcePump.start(source, exchange.context, settings, end);
        exchange.writer.onWritePossible();
        watches.get(0).run();
        assertThat(ends).isEmpty();
        watches.get(0).run();
        assertThat(ends).containsExactly("5 the client made no progress for 30 s");
        assertThat(source.closes).containsExactly("the client made no progress for 30 s");
        assertThat(exchange.completions).isOne();
    }

    @Test
    void shouldNotBlameTheClientWhileTheSourceIsQuiet() throws IOException {
        SourcePump.start(source, exchange.context, settings, end);
        exchange.writer.onWritePossible();
        watches.get(0).run();
        watches.get(0).run();
        assertThat(ends).isEmpty();
    }

    @Test
    void shouldCloseTheSourceWithTheCauseWhenTheClientVanishes() throws IOException {
        source.offer("12345");
        SourcePump.start(source, exchange.context, settings, end);
        exchange.writer.onWritePossible();
        exchange.writer.onError(new IOException("Broken pipe"));
        exchange.writer.onError(new IOException("again"));
        assertThat(source.closes).containsExactly("the client is gone: Broken pipe");
        assertThat(exchange.completions).isOne();
    }

    @Test
    void shouldEndWithTheReasonOfTheSource() throws IOException {
        source.failure = new MediaException(MediaErrorCode.WORKER_LOST, "the worker has died");
        SourcePump.start(source, exchange.context, settings, end);
        exchange.writer.onWritePossible();
        assertThat(ends).containsExactly("0 the worker has died");
        assertThat(exchange.completions).isOne();
    }

    private static final class ScriptedSource implements MediaByteSource {
        final Deque<byte[]> pending = new ArrayDeque<>();
        final List<String> closes = new ArrayList<>();
        boolean ended;
        int reads;

        @Nullable
        Runnable callback;

        @Nullable
        MediaException failure;

        ScriptedSource offer(String text) {
            pending.add(text.getBytes(StandardCharsets.US_ASCII));
            return this;
        }

        void end() {
            ended = true;
        }

        void wake() {
            Runnable waiting = callback;
            callback = null;
            waiting.run();
        }

        @Override
        public String contentType() {
            return "video/webm";
        }

        @Override
        public int read(ByteBuffer target) {
            reads++;
            if (failure != null) {
                throw failure;
            }
            byte[] next = pending.poll();
            if (next == null) {
                return ended ? -1 : 0;
            }
            target.put(next);
            return next.length;
        }

        @Override
        public void onReady(Runnable given) {
            callback = given;
        }

        @Override
        public void close(@Nullable String cause) {
            closes.add(cause == null ? "clean" : cause);
        }
    }
}
