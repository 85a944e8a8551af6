package org.kaskado.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.resource.ResourceException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kaskado.connector.MediaEvent;
import org.kaskado.runtime.MediaThreads;

class EventDeliveryTest {
    private static final int CAPACITY = 100;

    private final MediaThreads threads = new MediaThreads(1);
    private final FakeWorkManager workManager = new FakeWorkManager();
    private final EventDispatcher dispatcher = new EventDispatcher(workManager, threads);
    private final EventDelivery delivery = new EventDelivery(CAPACITY, dispatcher);
    private final FakeBean bean = new FakeBean();
    private final CountDownLatch wake = new CountDownLatch(1);
    private long sequence;

    @BeforeEach
    void activate() throws ResourceException {
        delivery.activate(bean);
    }

    @AfterEach
    void stop() {
        wake.countDown();
        dispatcher.close();
        threads.close();
        workManager.close();
        assertThat(threads.alive()).isEmpty();
    }

    @Test
    void shouldDeliverTheEventsOfEachPipelineInOrderAndOneAtATime() {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        bean.behaviour = event -> {
            if (event.pipelineId().equals("a") && inFlight.incrementAndGet() > 1) {
                overlapped.set(true);
            }
            if (event.pipelineId().equals("a")) {
                inFlight.decrementAndGet();
            }
        };
        for (int i = 0; i < 1000; i++) {
            delivery.accept(raised("a", "element", "CodeFound"));
            delivery.accept(raised("b", "element", "CodeFound"));
            awaitRoom();
        }
        awaitHeard(2000);
        assertThat(overlapped).isFalse();
        assertThat(sequencesOf("a")).hasSize(1000).isSorted();
        assertThat(sequencesOf("b")).hasSize(1000).isSorted();
        assertThat(bean.endpoints).hasValue(0);
        await().untilAsserted(() -> assertThat(delivery.counters().waiting()).isZero());
    }

    @Test
    void shouldNeverMakeTheEngineWaitNorLoseTheEndWhenTheBeanIsDeaf() {
        bean.behaviour = event -> sleepUntilWoken();
        long startNs = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            delivery.acceptCoalescing(raised("a", "player", "MediaStatistics"));
            delivery.accept(raised("a", "filter", "CodeFound"));
            if (i % 500 == 0) {
                delivery.accept(raised("a", "player", "Error"));
            }
        }
        MediaEvent last = new MediaEvent.Released("a", ++sequence, "a", "released");
        delivery.accept(last);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs)).isLessThan(2000);
        assertThat(delivery.counters().waiting()).isLessThan(2 * CAPACITY);

        wake.countDown();
        await().untilAsserted(() -> assertThat(delivery.counters().waiting()).isZero());
        assertThat(bean.heard).last().isEqualTo(last);
        assertThat(bean.heard.stream().filter(event -> EventKind.typeOf(event).equals("Error")))
                .hasSize(20);
        assertThat(bean.heard.stream().filter(event -> EventKind.typeOf(event).equals("MediaStatistics")))
                .hasSizeLessThanOrEqualTo(2);
        assertThat(sequencesOf("a")).isSorted();
        EventCounters counters = delivery.counters();
        assertThat(counters.delivered() + counters.coalesced() + counters.dropped())
                .isEqualTo(sequence);
    }

    @Test
    void shouldDeliverOtherPipelinesWhileTheBeanIsStuckOnOne() {
        bean.behaviour = event -> {
            if (event.pipelineId().equals("stuck")) {
                sleepUntilWoken();
            }
        };
        delivery.accept(raised("stuck", "x", "CodeFound"));
        delivery.accept(raised("free", "x", "CodeFound"));
        awaitHeard(1);
        assertThat(sequencesOf("free")).hasSize(1);
    }

    @Test
    void shouldGoOnWithTheNextEventWhenTheBeanThrows() {
        bean.behaviour = event -> {
            if (event.sequence() == 1) {
                throw new IllegalStateException("expected by the test");
            }
        };
        delivery.accept(raised("a", "x", "CodeFound"));
        delivery.accept(raised("a", "x", "CodeFound"));
        awaitHeard(1);
        assertThat(sequencesOf("a")).containsExactly(2L);
        assertThat(delivery.counters().failed()).isEqualTo(1);
    }

    @Test
    void shouldTryAgainInOrderWhenTheTransactionOfTheBeanFails() throws ResourceException {
        FakeBean transacted = new FakeBean();
        transacted.isTransacted = true;
        delivery.deactivate(bean);
        delivery.activate(transacted);
        AtomicInteger attempts = new AtomicInteger();
        transacted.behaviour = event -> {
            if (event.sequence() == 1 && attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("rolled back");
            }
        };
        delivery.accept(raised("a", "x", "EndOfStream"));
        delivery.accept(raised("a", "x", "CodeFound"));
        await().untilAsserted(() -> assertThat(transacted.heard).hasSize(2));
        assertThat(transacted.heard.get(0).sequence()).isEqualTo(1);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void shouldKeepEventsUntilABeanListens() throws ResourceException {
        delivery.deactivate(bean);
        delivery.accept(raised("a", "x", "EndOfStream"));
        bean.isAvailable = false;
        delivery.activate(bean);
        delivery.accept(raised("a", "x", "CodeFound"));
        bean.isAvailable = true;
        awaitHeard(2);
        assertThat(sequencesOf("a")).containsExactly(1L, 2L);
    }

    private void sleepUntilWoken() {
        try {
            wake.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitRoom() {
        if (delivery.counters().waiting() > CAPACITY / 2) {
            await().until(() -> delivery.counters().waiting() < CAPACITY / 4);
        }
    }

    private void awaitHeard(int events) {
        await().untilAsserted(() -> assertThat(bean.heard).hasSizeGreaterThanOrEqualTo(events));
    }

    private List<Long> sequencesOf(String pipeline) {
        return bean.heard.stream()
                .filter(event -> event.pipelineId().equals(pipeline))
                .map(MediaEvent::sequence)
                .toList();
    }

    private MediaEvent raised(String pipeline, String object, String type) {
        return new MediaEvent.Raised(pipeline, ++sequence, object, type, 0, Map.of());
    }
}
