package org.kaskado.signalling;

import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentEvent;

/**
 * How events reach the client: as the answer of the one waiting poll, or pushed over the one attached connection, one
 * bundle under way at a time. What is not fetched waits in a bounded queue.
 */
final class EventDelivery {
    private static final long NONE = -1;

    private final EventQueue queue;
    private final long pollTimeoutNs;
    private boolean open;
    private boolean endDelivered;
    private long poll = NONE;
    private long pollDeadlineNs = SessionMachine.NEVER;
    private long connection = NONE;
    private @Nullable EventBundle inFlight;

    EventDelivery(int maxEvents, long pollTimeoutNs) {
        this.queue = new EventQueue(maxEvents);
        this.pollTimeoutNs = pollTimeoutNs;
    }

    /** Whether the client knows its session; before, events only queue. */
    boolean isOpen() {
        return open;
    }

    void open(SessionOutput out) {
        open = true;
        tell(out);
    }

    void add(ContentEvent event, SessionOutput out) {
        queue.add(event);
        tell(out);
    }

    void end(SessionEnd end, SessionOutput out) {
        queue.end(end);
        tell(out);
    }

    /** Whether the client has been told of the end. */
    boolean isEndDelivered() {
        return endDelivered;
    }

    /** Whether somebody is there to be told of the end soon. */
    boolean isUnderWay() {
        return inFlight != null;
    }

    /** Whether the client is there: it waits for events, by poll or connection. */
    boolean isConnected() {
        return poll != NONE || connection != NONE;
    }

    long dropped() {
        return queue.dropped();
    }

    long deadlineNs() {
        return pollDeadlineNs;
    }

    void onTime(long nowNs, SessionOutput out) {
        if (pollDeadlineNs <= nowNs) {
            answerWaitingPoll(EventBundle.EMPTY, out);
        }
    }

    /** Takes a poll: answers the former one with nothing, and this one at once when there is something or it must not wait. */
    void poll(long nowNs, long exchange, boolean mayWait, SessionOutput out) {
        answerWaitingPoll(EventBundle.EMPTY, out);
        if (queue.isEmpty() && mayWait) {
            poll = exchange;
            pollDeadlineNs = nowNs + pollTimeoutNs;
            return;
        }
        EventBundle events = queue.drain();
        out.answerPoll(exchange, events);
        delivered(events);
    }

    void pollGone(long exchange) {
        if (poll == exchange) {
            poll = NONE;
            pollDeadlineNs = SessionMachine.NEVER;
        }
    }

    void attach(long newConnection, SessionOutput out) {
        if (connection != newConnection) {
            takeBack();
            connection = newConnection;
        }
        answerWaitingPoll(EventBundle.EMPTY, out);
        tell(out);
    }

    void detach(long oldConnection) {
        if (connection == oldConnection) {
            takeBack();
            connection = NONE;
        }
    }

    void pushed(long usedConnection, boolean ok, SessionOutput out) {
        if (connection != usedConnection || inFlight == null) {
            return;
        }
        if (ok) {
            EventBundle sent = inFlight;
            inFlight = null;
            delivered(sent);
            tell(out);
        } else {
            detach(usedConnection);
        }
    }

    private void tell(SessionOutput out) {
        if (!open || queue.isEmpty()) {
            return;
        }
        if (poll != NONE) {
            EventBundle events = queue.drain();
            answerWaitingPoll(events, out);
            delivered(events);
        } else if (connection != NONE && inFlight == null) {
            inFlight = queue.drain();
            out.push(connection, inFlight);
        }
    }

    private void answerWaitingPoll(EventBundle events, SessionOutput out) {
        if (poll != NONE) {
            out.answerPoll(poll, events);
            pollGone(poll);
        }
    }

    private void takeBack() {
        if (inFlight != null) {
            queue.putBack(inFlight);
            inFlight = null;
        }
    }

    private void delivered(EventBundle events) {
        endDelivered |= events.end() != null;
    }
}
