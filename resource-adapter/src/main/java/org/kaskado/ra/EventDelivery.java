package org.kaskado.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.kaskado.connector.MediaEvent;
import org.kaskado.engine.MediaEngine;

/**
 * Brings the engine's events to the message-driven beans: one bounded queue for each pipeline, at most one delivery in
 * flight for each, in order. Media threads only enqueue. A queue exists while something waits in it or is being delivered.
 */
final class EventDelivery implements MediaEngine.EventSink {
    /** Events per turn of a pipeline, so that a busy one does not keep a container thread. */
    private static final int EVENTS_PER_TURN = 32;

    private static final long UNAVAILABLE_DELAY_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long FIRST_RETRY_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Logger LOG = System.getLogger(EventDelivery.class.getName());

    private final int capacity;
    private final EventDispatcher dispatcher;
    private final Map<String, PipelineQueue> queues = new ConcurrentHashMap<>();
    private final List<BeanEndpoint> beans = new CopyOnWriteArrayList<>();
    private final SparseLog log = new SparseLog(LOG, Level.WARNING);
    private final LongAdder delivered = new LongAdder();
    private final LongAdder coalesced = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /** @param capacity events of one pipeline that may wait */
    EventDelivery(int capacity, EventDispatcher dispatcher) {
        this.capacity = capacity;
        this.dispatcher = dispatcher;
    }

    @Override
    public void accept(MediaEvent event) {
        enqueue(event, EventKind.of(event));
    }

    @Override
    public void acceptCoalescing(MediaEvent event) {
        enqueue(event, EventKind.COALESCING);
    }

    void activate(MessageEndpointFactory factory) throws ResourceException {
        beans.add(new BeanEndpoint(factory));
        dispatcher.resume();
    }

    void deactivate(MessageEndpointFactory factory) {
        beans.removeIf(bean -> bean.isOf(factory));
        if (beans.isEmpty()) {
            dispatcher.pause();
        }
    }

    EventCounters counters() {
        long waiting = queues.values().stream().mapToLong(PipelineQueue::size).sum();
        return new EventCounters(delivered.sum(), coalesced.sum(), dropped.sum(), failed.sum(), waiting);
    }

    private void enqueue(MediaEvent event, EventKind kind) {
        queues.compute(event.pipelineId(), (id, existing) -> {
            PipelineQueue queue = existing == null ? new PipelineQueue(id, capacity) : existing;
            count(queue, queue.add(event, kind));
            if (existing == null) {
                dispatcher.ready(() -> turn(queue), 0);
            }
            return queue;
        });
    }

    private void count(PipelineQueue queue, PipelineQueue.Added added) {
        if (added == PipelineQueue.Added.COALESCED) {
            coalesced.increment();
        } else if (added == PipelineQueue.Added.DROPPED_OLDEST) {
            dropped.increment();
            log.say(() -> "the event bean is too slow: an event of pipeline " + queue.pipelineId()
                    + " was dropped (kaskado.events.queue is " + capacity + ")");
        }
    }

    /** Delivers some events of one pipeline; runs on a thread of the container. */
    private void turn(PipelineQueue queue) {
        long delayNs = 0;
        for (int i = 0; i < EVENTS_PER_TURN && delayNs == 0; i++) {
            Delivery delivery = queue.current();
            if (delivery == null) {
                break;
            }
            delayNs = deliver(delivery);
            if (delayNs == 0) {
                queue.finish();
            }
        }
        reschedule(queue, delayNs);
    }

    private void reschedule(PipelineQueue queue, long delayNs) {
        queues.computeIfPresent(queue.pipelineId(), (id, same) -> {
            if (same.isEmpty()) {
                return null;
            }
            dispatcher.ready(() -> turn(same), delayNs);
            return same;
        });
    }

    /** Gives 0 when the event is finished, else how long to wait before it is tried again. */
    private long deliver(Delivery delivery) {
        if (beans.isEmpty()) {
            return UNAVAILABLE_DELAY_NS;
        }
        for (BeanEndpoint bean : beans) {
            if (delivery.isDoneBy(bean)) {
                continue;
            }
            long delayNs = deliver(delivery, bean);
            if (delayNs > 0) {
                return delayNs;
            }
            delivery.doneBy(bean);
        }
        delivered.increment();
        return 0;
    }

    private long deliver(Delivery delivery, BeanEndpoint bean) {
        MediaEvent event = delivery.event();
        try {
            bean.deliver(event);
            return 0;
        } catch (UnavailableException e) {
            return UNAVAILABLE_DELAY_NS;
        } catch (RuntimeException | Error e) {
            int attempt = delivery.failed();
            if (attempt < bean.maxAttempts()) {
                return FIRST_RETRY_NS << attempt;
            }
            failed.increment();
            log.say(() -> "the event bean failed on " + EventKind.typeOf(event) + " of pipeline " + event.pipelineId()
                    + ", which is given up after " + attempt + " attempt(s): " + e);
            return 0;
        }
    }
}
