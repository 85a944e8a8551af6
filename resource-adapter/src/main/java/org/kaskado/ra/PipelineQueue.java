package org.kaskado.ra;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaEvent;

/**
 * Events of one pipeline that wait for the bean, in the order of their arrival, bounded. Each kind has its own line, so
 * that making room costs the same however many wait. Safe for any thread; no call waits.
 */
final class PipelineQueue {
    /** Above so many times the capacity, of terminal events of one object and type only the newest is kept. */
    private static final int TERMINAL_CAPACITIES = 4;

    private final String pipelineId;
    private final int capacity;
    private final Map<Key, Entry> coalescing = new LinkedHashMap<>();
    private final ArrayDeque<Entry> ordinary = new ArrayDeque<>();
    private final Map<Object, Entry> terminal = new LinkedHashMap<>();
    private long arrivals;
    private @Nullable Delivery current;

    PipelineQueue(String pipelineId, int capacity) {
        this.pipelineId = pipelineId;
        this.capacity = capacity;
    }

    private record Entry(long arrival, MediaEvent event) {}

    private record Key(String objectId, String type) {
        static Key of(MediaEvent event) {
            return new Key(EventKind.objectOf(event), EventKind.typeOf(event));
        }
    }

    /** What adding an event cost. */
    enum Added {
        KEPT,
        /** A waiting event of the same object and type was replaced. */
        COALESCED,
        /** The queue was full and the oldest event that may go was dropped. */
        DROPPED_OLDEST
    }

    String pipelineId() {
        return pipelineId;
    }

    synchronized Added add(MediaEvent event, EventKind kind) {
        Entry entry = new Entry(arrivals++, event);
        switch (kind) {
            case COALESCING -> {
                Key key = Key.of(event);
                if (coalescing.remove(key) != null) {
                    coalescing.put(key, entry);
                    return Added.COALESCED;
                }
                coalescing.put(key, entry);
            }
            case ORDINARY -> ordinary.add(entry);
            case TERMINAL -> {
                return addTerminal(entry);
            }
        }
        return coalescing.size() + ordinary.size() > capacity ? dropOldest() : Added.KEPT;
    }

    private Added addTerminal(Entry entry) {
        if (terminal.size() < TERMINAL_CAPACITIES * capacity) {
            terminal.put(entry.arrival, entry);
            return Added.KEPT;
        }
        Key key = Key.of(entry.event);
        boolean isReplaced = terminal.remove(key) != null;
        terminal.put(key, entry);
        return isReplaced ? Added.COALESCED : Added.KEPT;
    }

    private Added dropOldest() {
        if (coalescing.isEmpty()) {
            ordinary.remove();
        } else {
            Iterator<Entry> oldest = coalescing.values().iterator();
            oldest.next();
            oldest.remove();
        }
        return Added.DROPPED_OLDEST;
    }

    /** The event that is being delivered: the one that was not finished, or the next; null when none waits. */
    synchronized @Nullable Delivery current() {
        Delivery delivery = current;
        if (delivery == null) {
            MediaEvent next = poll();
            if (next != null) {
                delivery = new Delivery(next);
                current = delivery;
            }
        }
        return delivery;
    }

    /** The current event is finished, well or badly. */
    synchronized void finish() {
        current = null;
    }

    synchronized boolean isEmpty() {
        return size() == 0;
    }

    synchronized int size() {
        return (current == null ? 0 : 1) + coalescing.size() + ordinary.size() + terminal.size();
    }

    private @Nullable MediaEvent poll() {
        Entry statistics = first(coalescing);
        Entry other = ordinary.peek();
        Entry ending = first(terminal);
        Entry oldest = older(older(statistics, other), ending);
        if (oldest == null) {
            return null;
        }
        if (oldest.equals(statistics)) {
            removeFirst(coalescing);
        } else if (oldest.equals(other)) {
            ordinary.remove();
        } else {
            removeFirst(terminal);
        }
        return oldest.event;
    }

    private static @Nullable Entry first(Map<?, Entry> line) {
        return line.isEmpty() ? null : line.values().iterator().next();
    }

    private static void removeFirst(Map<?, Entry> line) {
        Iterator<Entry> entries = line.values().iterator();
        entries.next();
        entries.remove();
    }

    private static @Nullable Entry older(@Nullable Entry a, @Nullable Entry b) {
        if (a == null) {
            return b;
        }
        return b == null || a.arrival < b.arrival ? a : b;
    }
}
