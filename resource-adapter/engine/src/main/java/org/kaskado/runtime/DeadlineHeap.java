package org.kaskado.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of one loop: a binary heap by time, equal times in the order of asking. Each entry knows its place, so
 * cancelling costs O(log n) and leaves nothing behind. Touched by the loop's thread only.
 */
final class DeadlineHeap {
    /** No deadline is waiting. */
    static final long NEVER = Long.MAX_VALUE;

    private final List<Entry> entries = new ArrayList<>();
    private long nextSequence;

    /** When the next task is due, or {@link #NEVER}. */
    long nextNs() {
        return entries.isEmpty() ? NEVER : entries.get(0).deadlineNs;
    }

    int size() {
        return entries.size();
    }

    MediaLoop.Deadline add(long deadlineNs, Runnable task) {
        Entry entry = new Entry(deadlineNs, nextSequence++, task);
        entries.add(entry);
        entry.index = entries.size() - 1;
        siftUp(entry);
        return entry;
    }

    /** Takes the first task that is due, or gives null. */
    @Nullable
    Runnable pollDue(long nowNs) {
        if (entries.isEmpty() || entries.get(0).deadlineNs - nowNs > 0) {
            return null;
        }
        Entry first = entries.get(0);
        remove(first);
        return first.task;
    }

    void clear() {
        entries.forEach(entry -> entry.index = Entry.GONE);
        entries.clear();
    }

    private void remove(Entry entry) {
        int hole = entry.index;
        entry.index = Entry.GONE;
        Entry last = entries.remove(entries.size() - 1);
        if (last != entry) {
            place(last, hole);
            siftUp(last);
            siftDown(last);
        }
    }

    private void siftUp(Entry entry) {
        while (entry.index > 0) {
            Entry parent = entries.get((entry.index - 1) / 2);
            if (!entry.isBefore(parent)) {
                return;
            }
            swap(entry, parent);
        }
    }

    private void siftDown(Entry entry) {
        while (true) {
            int child = 2 * entry.index + 1;
            if (child >= entries.size()) {
                return;
            }
            if (child + 1 < entries.size() && entries.get(child + 1).isBefore(entries.get(child))) {
                child++;
            }
            if (!entries.get(child).isBefore(entry)) {
                return;
            }
            swap(entries.get(child), entry);
        }
    }

    /** Exchanges a child that goes up with its parent that goes down. */
    private void swap(Entry child, Entry parent) {
        int upper = parent.index;
        place(parent, child.index);
        place(child, upper);
    }

    private void place(Entry entry, int index) {
        entries.set(index, entry);
        entry.index = index;
    }

    private final class Entry implements MediaLoop.Deadline {
        private static final int GONE = -1;

        private final long deadlineNs;
        private final long sequence;
        private final Runnable task;
        private int index;

        Entry(long deadlineNs, long sequence, Runnable task) {
            this.deadlineNs = deadlineNs;
            this.sequence = sequence;
            this.task = task;
        }

        boolean isBefore(Entry other) {
            return deadlineNs == other.deadlineNs ? sequence < other.sequence : deadlineNs - other.deadlineNs < 0;
        }

        @Override
        public void cancel() {
            if (index != GONE) {
                remove(this);
            }
        }
    }
}
