package org.kaskado.content.runtime.session;

import java.util.concurrent.atomic.LongAdder;

/** How many content sessions there are and were, of all web applications: this library is loaded once. Any thread. */
public final class SessionCounts {
    private static final SessionCounts SERVER = new SessionCounts();

    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();

    private SessionCounts() {}

    public static SessionCounts server() {
        return SERVER;
    }

    /** Sessions that live now. */
    public long live() {
        long endedFirst = ended.sum(); // in this order, so that the result is never negative
        return begun.sum() - endedFirst;
    }

    /** Sessions since the start. */
    public long total() {
        return begun.sum();
    }

    void begun() {
        begun.increment();
    }

    void ended() {
        ended.increment();
    }
}
