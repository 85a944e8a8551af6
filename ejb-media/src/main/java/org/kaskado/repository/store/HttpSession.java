package org.kaskado.repository.store;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kaskado.repository.HttpSessionErrorEvent;
import org.kaskado.repository.HttpSessionStartedEvent;
import org.kaskado.repository.HttpSessionTerminatedEvent;
import org.kaskado.repository.RepositoryHttpEndpoint;
import org.kaskado.repository.RepositoryHttpEventListener;
import org.kaskado.repository.RepositoryHttpPlayer;
import org.kaskado.repository.RepositoryHttpRecorder;
import org.kaskado.repository.RepositoryItem;
import org.kaskado.repository.RepositoryListenerRegistration;
import org.kaskado.repository.RepositoryTransfer;

/**
 * One player or recorder URL.
 *
 * <pre>
 *   WAITING ─first transfer─► RUNNING(n) ─last ends─► RESTING ─transfer─► RUNNING …
 *      └────────── unused-timeout, auto-termination, stop() ──────────────► OVER
 * </pre>
 */
class HttpSession implements RepositoryHttpEndpoint {
    private static final long MAX_TIMEOUT_MS = TimeUnit.DAYS.toMillis(1);

    private final String sessionId;
    private final RepositoryItem item;
    private final HttpSessions sessions;
    private final SessionListeners listeners;
    private final AtomicReference<Phase> phase = new AtomicReference<>(new Phase(0, 0, false, false));
    private final AtomicLong timeoutMs;

    /**
     * Where the session is.
     *
     * @param transfers running ones
     * @param turn counts changes, so that a late timer does nothing
     */
    private record Phase(int transfers, long turn, boolean isStarted, boolean isOver) {
        Phase begin() {
            return isOver ? this : new Phase(transfers + 1, turn + 1, true, false);
        }

        Phase finish() {
            return new Phase(transfers - 1, turn + 1, isStarted, isOver);
        }

        Phase end() {
            return new Phase(transfers, turn + 1, isStarted, true);
        }

        Phase endIfResting(long timerTurn) {
            return turn == timerTurn && transfers == 0 ? end() : this;
        }
    }

    HttpSession(String sessionId, RepositoryItem item, HttpSessions sessions) {
        this.sessionId = sessionId;
        this.item = item;
        this.sessions = sessions;
        this.listeners = new SessionListeners(sessions.threads().executor());
        this.timeoutMs = new AtomicLong(sessions.settings().sessionTimeout().toMillis());
    }

    /** A URL for reading. */
    static final class Player extends HttpSession implements RepositoryHttpPlayer {
        Player(String sessionId, RepositoryItem item, HttpSessions sessions) {
            super(sessionId, item, sessions);
        }
    }

    /** A URL for writing. */
    static final class Recorder extends HttpSession implements RepositoryHttpRecorder {
        Recorder(String sessionId, RepositoryItem item, HttpSessions sessions) {
            super(sessionId, item, sessions);
        }
    }

    @Override
    public final String getSessionId() {
        return sessionId;
    }

    @Override
    public final String getURL() {
        String base = sessions.settings().publicUrl();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + getDispatchURL();
    }

    @Override
    public final String getDispatchURL() {
        return "/repository/" + sessionId;
    }

    @Override
    public final RepositoryItem getRepositoryItem() {
        return item;
    }

    @Override
    public final RepositoryListenerRegistration addSessionStartedListener(
            RepositoryHttpEventListener<HttpSessionStartedEvent> listener) {
        return listeners.add(HttpSessionStartedEvent.class, listener);
    }

    @Override
    public final RepositoryListenerRegistration addSessionTerminatedListener(
            RepositoryHttpEventListener<HttpSessionTerminatedEvent> listener) {
        return listeners.add(HttpSessionTerminatedEvent.class, listener);
    }

    @Override
    public final RepositoryListenerRegistration addSessionErrorListener(
            RepositoryHttpEventListener<HttpSessionErrorEvent> listener) {
        return listeners.add(HttpSessionErrorEvent.class, listener);
    }

    @Override
    public final InputStream createRepoItemInputStream() {
        return item.createInputStreamToRead();
    }

    @Override
    public final OutputStream getRepoItemOutputStream() {
        return item.createOutputStreamToWrite();
    }

    @Override
    public final long getAutoTerminationTimeout() {
        return timeoutMs.get();
    }

    @Override
    public final void setAutoTerminationTimeout(long timeout) {
        if (timeout < 0 || timeout > MAX_TIMEOUT_MS) {
            throw new IllegalArgumentException(
                    "the auto-termination time is " + timeout + " ms; allowed is 0 to " + MAX_TIMEOUT_MS);
        }
        timeoutMs.set(timeout);
    }

    @Override
    public final void stop() {
        end("the application stopped the session");
    }

    @Override
    public final RepositoryTransfer beginTransfer() {
        Phase former = phase.getAndUpdate(Phase::begin);
        if (former.isOver()) {
            throw new IllegalStateException("the HTTP session " + sessionId + " is over");
        }
        if (!former.isStarted()) {
            listeners.fire(new HttpSessionStartedEvent(this));
        }
        return new Transfer();
    }

    /** Ends the session once; for a reason that is a sentence part. */
    final void end(String reason) {
        if (!phase.getAndUpdate(Phase::end).isOver()) {
            tellEnd(reason);
        }
    }

    private void tellEnd(String reason) {
        sessions.remove(this);
        listeners.fire(new HttpSessionTerminatedEvent(this, reason));
    }

    /** Ends the session after a time in which nothing begins or ends. */
    final void expireLater(Duration time) {
        long turn = Objects.requireNonNull(phase.get()).turn();
        try {
            var unused = sessions.threads()
                    .timer()
                    .schedule(() -> expire(turn, time), time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException serverStops) {
            end("the server stops");
        }
    }

    private void expire(long turn, Duration time) {
        Phase former = phase.getAndUpdate(present -> present.isOver() ? present : present.endIfResting(turn));
        if (!former.isOver() && former.turn() == turn && former.transfers() == 0) {
            tellEnd("no transfer for " + time.toMillis() + " ms");
        }
    }

    private final class Transfer implements RepositoryTransfer {
        private final AtomicBoolean ended = new AtomicBoolean();

        @Override
        public void finished() {
            finish();
        }

        @Override
        public void failed(String description, @Nullable Throwable cause) {
            if (finish()) {
                listeners.fire(new HttpSessionErrorEvent(HttpSession.this, description, cause));
            }
        }

        private boolean finish() {
            if (!ended.compareAndSet(false, true)) {
                return false;
            }
            Phase now = phase.updateAndGet(Phase::finish);
            if (now.transfers() == 0 && !now.isOver()) {
                expireLater(Duration.ofMillis(timeoutMs.get()));
            }
            return true;
        }
    }
}
