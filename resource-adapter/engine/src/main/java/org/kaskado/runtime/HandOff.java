package org.kaskado.runtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A bounded way for items of other threads to one loop, in order. One task on the loop drains many items, so a burst
 * costs one wake-up. Safe for any thread.
 *
 * @param <T> what is handed over
 */
public final class HandOff<T> {
    /** Items per task, so that one busy hand-off does not hold the loop. */
    private static final int ITEMS_PER_TASK = 64;

    private final MediaLoop loop;
    private final int capacity;
    private final Consumer<T> receiver;
    private final Queue<T> items = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong refused = new AtomicLong();

    /** @param receiver called on the loop for each item, in order */
    public HandOff(MediaLoop loop, int capacity, Consumer<T> receiver) {
        this.loop = loop;
        this.capacity = capacity;
        this.receiver = receiver;
    }

    /** Hands an item over; false, and counted, when {@code capacity} items wait already. */
    public boolean offer(T item) {
        if (size.incrementAndGet() > capacity) {
            size.decrementAndGet();
            refused.incrementAndGet();
            return false;
        }
        items.add(item);
        schedule();
        return true;
    }

    /** How many items wait. */
    public int size() {
        return size.get();
    }

    /** How many items were refused. */
    public long refused() {
        return refused.get();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            loop.execute(this::drain);
        }
    }

    private void drain() {
        scheduled.set(false);
        for (int i = 0; i < ITEMS_PER_TASK; i++) {
            T item = items.poll();
            if (item == null) {
                return;
            }
            size.decrementAndGet();
            try {
                receiver.accept(item);
            } catch (RuntimeException | Error e) {
                schedule();
                throw e;
            }
        }
        schedule();
    }
}
