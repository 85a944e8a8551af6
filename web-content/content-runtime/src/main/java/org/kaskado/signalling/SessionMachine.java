package org.kaskado.signalling;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentCommand;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.ContentEvent;
import org.kaskado.content.KaskadoException;

/** One content session. Exchanges and connections are positive numbers that its owner chooses; each is used once. */
public final class SessionMachine {
    /** {@link #deadlineNs} of a session that waits for nothing. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final double SECOND = 1e9;

    private final SessionLimits limits;
    private final EventDelivery delivery;
    private final Set<Long> commands = new HashSet<>();
    private SessionState state = SessionState.IDLE;
    private boolean mediaHasStarted;
    private boolean forgotten;
    private long stateDeadlineNs;
    private @Nullable SessionEnd end;

    /** A new session in IDLE: its first request is told by {@link #startRequested} or {@link #commandReceived}. */
    public SessionMachine(long nowNs, SessionLimits limits) {
        this.limits = limits;
        this.delivery = new EventDelivery(limits.maxEvents(), limits.pollTimeoutNs());
        this.stateDeadlineNs = nowNs + limits.idleTimeoutNs();
    }

    public SessionState state() {
        return state;
    }

    /** How the session ended; null while it has not. */
    public @Nullable SessionEnd end() {
        return end;
    }

    /** Events that were dropped because the client did not fetch them. */
    public long droppedEvents() {
        return delivery.dropped();
    }

    /** The client asks for content, by {@code start} or without the control protocol. */
    public void startRequested(long nowNs, long exchange, SessionOutput out) {
        if (state != SessionState.IDLE) {
            int code = ContentErrorCode.START_IN_WRONG_STATE.code();
            out.answerError(exchange, code, "the session cannot be started again: it is " + state);
            return;
        }
        become(SessionState.HANDLING, nowNs + limits.startTimeoutNs());
        out.callContentRequest();
    }

    /**
     * The handler calls {@code start}.
     *
     * @throws KaskadoException 10001 when this is not the time
     */
    public void starting() {
        if (state != SessionState.HANDLING) {
            throw new KaskadoException(
                    ContentErrorCode.ILLEGAL_STATE,
                    "the session cannot be started: it is " + state + ", not HANDLING" + describeEnd());
        }
        become(SessionState.STARTING, stateDeadlineNs);
    }

    /**
     * The answer of a start is made.
     *
     * @return whether to send it; false when the session ended meanwhile
     */
    public boolean started(long nowNs, SessionOutput out) {
        if (state != SessionState.STARTING) {
            return false;
        }
        become(SessionState.ACTIVE, mediaHasStarted ? NEVER : nowNs + limits.idleTimeoutNs());
        delivery.open(out);
        if (mediaHasStarted) {
            out.callContentStarted();
        }
        return true;
    }

    /** Media begins to flow; only the first time counts. */
    public void mediaStarted(SessionOutput out) {
        if (mediaHasStarted || state == SessionState.TERMINATED) {
            return;
        }
        mediaHasStarted = true;
        if (state == SessionState.ACTIVE) {
            stateDeadlineNs = NEVER;
            out.callContentStarted();
        }
    }

    /** A command; it may come before start and then makes the session. */
    public void commandReceived(long nowNs, long exchange, ContentCommand command, SessionOutput out) {
        if (state == SessionState.TERMINATED) {
            out.answerError(exchange, wrongState(), "the session takes no commands any more" + describeEnd());
            return;
        }
        touch(nowNs);
        commands.add(exchange);
        out.callContentCommand(exchange, command);
    }

    /** The handler has carried out a command; from now on the client knows the session. */
    public void commandDone(long nowNs, long exchange, @Nullable String result, SessionOutput out) {
        if (commands.remove(exchange)) {
            touch(nowNs);
            out.answerCommand(exchange, result);
            if (state != SessionState.TERMINATED) {
                delivery.open(out);
            }
        }
    }

    /** The handler has failed to. A client that knows no session yet gets none. */
    public void commandFailed(long nowNs, long exchange, int code, String message, SessionOutput out) {
        if (!commands.remove(exchange)) {
            return;
        }
        out.answerError(exchange, code, message);
        if (state == SessionState.IDLE && !delivery.isOpen()) {
            ended(nowNs, new SessionEnd(SessionEnd.Cause.ERROR, code, message), out);
        }
    }

    /** The client asks for events and waits. A poll that waits already is answered with nothing. */
    public void pollReceived(long nowNs, long exchange, SessionOutput out) {
        poll(nowNs, exchange, state != SessionState.TERMINATED, out);
    }

    /** The client asks for the events that are there. */
    public void peekReceived(long nowNs, long exchange, SessionOutput out) {
        poll(nowNs, exchange, false, out);
    }

    private void poll(long nowNs, long exchange, boolean mayWait, SessionOutput out) {
        if (!delivery.isOpen()) {
            out.answerError(exchange, wrongState(), "the session cannot be polled before its start was answered");
            return;
        }
        touch(nowNs);
        delivery.poll(nowNs, exchange, mayWait, out);
        forgetWhenTold(out);
    }

    /** The client of a waiting poll is gone; its events stay for the next one. */
    public void pollGone(long exchange) {
        delivery.pollGone(exchange);
    }

    /** From now on events are pushed over this connection; a former one gets no more. */
    public void attached(long nowNs, long connection, SessionOutput out) {
        touch(nowNs);
        delivery.attach(connection, out);
        forgetWhenTold(out);
    }

    /** A connection is gone; what was not sent stays for the next one. */
    public void detached(long nowNs, long connection) {
        touch(nowNs);
        delivery.detach(connection);
    }

    /** What was pushed last went out, or it did not and stays for the next connection. */
    public void pushed(long connection, boolean ok, SessionOutput out) {
        delivery.pushed(connection, ok, out);
        forgetWhenTold(out);
    }

    /**
     * The handler tells the client something.
     *
     * @throws KaskadoException 10001 when the session has ended
     */
    public void published(ContentEvent event, SessionOutput out) {
        if (state == SessionState.TERMINATED) {
            throw new KaskadoException(
                    ContentErrorCode.ILLEGAL_STATE, "no event can be published any more" + describeEnd());
        }
        delivery.add(event, out);
    }

    /** The session ends, whoever wants it; only the first end counts. */
    public void ended(long nowNs, SessionEnd how, SessionOutput out) {
        if (state == SessionState.TERMINATED) {
            return;
        }
        boolean awaitsAnswer = state == SessionState.HANDLING || state == SessionState.STARTING;
        become(SessionState.TERMINATED, nowNs + limits.graceNs());
        end = how;
        if (awaitsAnswer) {
            out.refuseStart(how);
        }
        out.callSessionEnded(how);
        out.release();
        if (delivery.isOpen()) {
            delivery.end(how, out);
        }
        forgetWhenTold(out);
        boolean clientKnows = how.cause() == SessionEnd.Cause.CLIENT && !delivery.isUnderWay();
        if (clientKnows || !delivery.isOpen()) {
            forget(out);
        }
    }

    /** Time passes. */
    public void onTime(long nowNs, SessionOutput out) {
        delivery.onTime(nowNs, out);
        if (stateDeadlineNs > nowNs) {
            return;
        }
        switch (state) {
            case IDLE, ACTIVE -> idle(nowNs, out);
            case HANDLING, STARTING ->
                timedOut(
                        nowNs,
                        out,
                        "the handler neither started nor terminated the session within "
                                + limits.startTimeoutNs() / SECOND + " s");
            case TERMINATED -> forget(out);
        }
    }

    /** When {@link #onTime} is wanted next. */
    public long deadlineNs() {
        return Math.min(delivery.deadlineNs(), stateDeadlineNs);
    }

    private void idle(long nowNs, SessionOutput out) {
        if (delivery.isConnected()) {
            touch(nowNs);
        } else {
            timedOut(nowNs, out, "the client did not use the session for " + limits.idleTimeoutNs() / SECOND + " s");
        }
    }

    private void timedOut(long nowNs, SessionOutput out, String why) {
        ended(nowNs, new SessionEnd(SessionEnd.Cause.ERROR, ContentErrorCode.OVERLOADED.code(), why), out);
    }

    private void become(SessionState next, long deadlineNs) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(state + " cannot become " + next);
        }
        state = next;
        stateDeadlineNs = deadlineNs;
    }

    private void touch(long nowNs) {
        boolean waitsForMedia = state == SessionState.ACTIVE && !mediaHasStarted;
        if (state == SessionState.IDLE || waitsForMedia) {
            stateDeadlineNs = nowNs + limits.idleTimeoutNs();
        }
    }

    private void forgetWhenTold(SessionOutput out) {
        if (delivery.isEndDelivered()) {
            forget(out);
        }
    }

    private void forget(SessionOutput out) {
        if (!forgotten) {
            forgotten = true;
            stateDeadlineNs = NEVER;
            out.forget();
        }
    }

    private static int wrongState() {
        return ContentErrorCode.POLL_OR_EXECUTE_IN_WRONG_STATE.code();
    }

    private String describeEnd() {
        return end == null ? "" : ": it has ended, " + end.code() + " " + end.reason();
    }
}
