package org.kaskado.media.ejb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kaskado.catalogue.Catalogues;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaEvent;
import org.kaskado.connector.MediaException;
import org.kaskado.media.ListenerRegistration;
import org.kaskado.media.MediaPipeline;
import org.kaskado.media.MediaServerException;
import org.kaskado.media.ReleasedEvent;
import org.kaskado.media.ZBarFilter;
import org.kaskado.media.event.CodeFoundEvent;
import org.kaskado.media.event.ErrorEvent;

class EventDispatcherTest {
    private final FakeEngine engine = new FakeEngine();
    private final TestThreads threads = new TestThreads();
    private final MediaEngineClient client =
            new MediaEngineClient(engine, threads, Catalogues.load(getClass().getClassLoader()));
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private MediaPipeline pipeline;
    private ZBarFilter filter;
    private int sequence;

    @BeforeEach
    void begin() {
        pipeline = client.forOwner("test").create();
        filter = pipeline.newZBarFilter().build();
    }

    @AfterEach
    void end() {
        threads.close();
        engine.close();
    }

    @Test
    void shouldSubscribeWithTheFirstListenerAndUnsubscribeWithTheLast() {
        ListenerRegistration first = filter.addCodeFoundListener(heard::add);
        ListenerRegistration second = filter.addCodeFoundListener(heard::add);
        assertThat(engine.asked(Command.Subscribe.class))
                .containsExactly(new Command.Subscribe(filter.getId(), "CodeFound"));
        first.remove();
        first.remove();
        assertThat(engine.asked(Command.Unsubscribe.class)).isEmpty();
        second.remove();
        assertThat(engine.asked(Command.Unsubscribe.class)).hasSize(1);
    }

    @Test
    void shouldGiveTypedEvents() throws InterruptedException {
        filter.addCodeFoundListener(heard::add);
        filter.addErrorListener(heard::add);
        raise("CodeFound", Map.of("codeType", "QR-Code", "value", "hello", "type", "CodeFound"));
        raise("Error", Map.of("description", "worker lost", "errorCode", 40800L, "type", "WORKER_LOST"));
        assertThat(next(CodeFoundEvent.class))
                .isEqualTo(new CodeFoundEvent(filter, "7", List.of(), "CodeFound", "QR-Code", "hello"));
        ErrorEvent error = next(ErrorEvent.class);
        assertThat(error.errorCode()).isEqualTo(40800);
        assertThat(error.type()).isEqualTo("WORKER_LOST");
        assertThat(error.source()).isEqualTo(filter).isInstanceOf(ZBarFilter.class);
    }

    @Test
    void shouldDeliverInOrderOnManagedThreadsThoughAListenerThrows() throws InterruptedException {
        filter.addCodeFoundListener(event -> {
            throw new IllegalStateException("a faulty listener");
        });
        filter.addCodeFoundListener(event -> heard.add(Thread.currentThread().getName() + event.value()));
        List<String> expected =
                IntStream.range(0, 200).mapToObj(n -> "managed" + n).toList();
        IntStream.range(0, 200).forEach(n -> raise("CodeFound", Map.of("value", String.valueOf(n))));
        for (String each : expected) {
            assertThat(next(String.class)).isEqualTo(each);
        }
    }

    @Test
    void shouldTellTheEndOfAPipelineToListenersOfAllItsObjectsAndForgetThem() throws InterruptedException {
        filter.addReleasedListener(heard::add);
        pipeline.addReleasedListener(heard::add);
        filter.addCodeFoundListener(heard::add);
        client.events().accept(new MediaEvent.Released(pipeline.getId(), 9, pipeline.getId(), "the lease lapsed"));
        List<Object> both = List.of(next(ReleasedEvent.class), next(ReleasedEvent.class));
        assertThat(both)
                .containsExactlyInAnyOrder(
                        new ReleasedEvent(filter, "the lease lapsed"), new ReleasedEvent(pipeline, "the lease lapsed"));
        filter.addCodeFoundListener(heard::add);
        raise("CodeFound", Map.of("value", "new"));
        assertThat(next(CodeFoundEvent.class).value()).isEqualTo("new");
        assertThat(engine.asked(Command.Subscribe.class)).hasSize(2);
    }

    @Test
    void shouldNotKeepAListenerThatCouldNotSubscribe() {
        engine.answer(Command.Subscribe.class, command -> {
            throw new MediaException(MediaErrorCode.MEDIA_OBJECT_NOT_FOUND, "Object not found");
        });
        assertThatThrownBy(() -> filter.addCodeFoundListener(heard::add)).isInstanceOf(MediaServerException.class);
        engine.answer(Command.Subscribe.class, command -> "s");
        assertThat(filter.addCodeFoundListenerAsync(heard::add).toCompletableFuture())
                .succeedsWithin(5, TimeUnit.SECONDS);
        assertThat(engine.asked(Command.Subscribe.class)).hasSize(2);
    }

    private void raise(String type, Map<String, Object> data) {
        client.events().accept(new MediaEvent.Raised(pipeline.getId(), ++sequence, filter.getId(), type, 7, data));
    }

    private <T> T next(Class<T> type) throws InterruptedException {
        return type.cast(heard.poll(5, TimeUnit.SECONDS));
    }
}
