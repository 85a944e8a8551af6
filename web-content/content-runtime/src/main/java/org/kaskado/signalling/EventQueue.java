package org.kaskado.signalling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentEvent;

/** What the client has not been told yet: a bounded queue of events, and the end, which is never dropped. */
final class EventQueue {
    private final Deque<ContentEvent> events = new ArrayDeque<>();
    private final int capacity;
    private @Nullable SessionEnd end;
    private long dropped;

    EventQueue(int capacity) {
        this.capacity = capacity;
    }

    void add(ContentEvent event) {
        if (events.size() == capacity) {
            events.remove();
            dropped++;
        }
        events.add(event);
    }

    void end(SessionEnd how) {
        end = how;
    }

    /** Takes everything. */
    EventBundle drain() {
        EventBundle bundle = new EventBundle(new ArrayList<>(events), end);
        events.clear();
        end = null;
        return bundle;
    }

    /** Puts back what could not be delivered, before what came later; the oldest go when there is no room. */
    void putBack(EventBundle bundle) {
        List<ContentEvent> older = bundle.contentEvents();
        for (int i = older.size() - 1; i >= 0; i--) {
            if (events.size() == capacity) {
                dropped++;
            } else {
                events.addFirst(older.get(i));
            }
        }
        if (bundle.end() != null) {
            end = bundle.end();
        }
    }

    boolean isEmpty() {
        return events.isEmpty() && end == null;
    }

    long dropped() {
        return dropped;
    }
}
