package org.kaskado.content.runtime.session;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentCommand;
import org.kaskado.content.ContentCommandResult;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.ContentHandler;
import org.kaskado.content.ContentSession;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.SessionRecord;
import org.kaskado.content.runtime.cdi.SessionBeans;
import org.kaskado.signalling.SessionEnd;
import org.kaskado.signalling.SessionState;

/** The callbacks of one session, in order, with their contexts; what they throw goes to {@code onUncaughtException}. */
final class HandlerCalls {
    private static final System.Logger LOG = System.getLogger(HandlerCalls.class.getName());

    /** One callback. */
    @FunctionalInterface
    private interface Callback {
        void call(ContentHandler<ContentSession> handler, ContentSession session) throws Exception;
    }

    private final LiveSession live;
    private final ContentSession face;
    private final CallbackQueue queue;
    private final SessionBeans beans = new SessionBeans();
    private final AtomicReference<@Nullable Runnable> mediaStart = new AtomicReference<>();

    HandlerCalls(LiveSession live) {
        this.live = live;
        this.face = CommonSession.of(live);
        this.queue = new CallbackQueue(live.host().app().executor());
    }

    /** What the framework does after {@code onContentStarted}, for pipelines of its own. */
    void afterContentStarted(Runnable action) {
        mediaStart.set(action);
    }

    void contentRequest() {
        queue.add(() -> {
            if (live.state() == SessionState.HANDLING) {
                call(ContentHandler::onContentRequest);
            }
        });
    }

    void contentStarted() {
        queue.add(() -> {
            if (live.state() != SessionState.ACTIVE) {
                return;
            }
            call(ContentHandler::onContentStarted);
            Runnable start = mediaStart.get();
            if (start != null && live.state() == SessionState.ACTIVE) {
                startMedia(start);
            }
        });
    }

    private void startMedia(Runnable start) {
        try {
            start.run();
        } catch (RuntimeException e) {
            live.failed(
                    e instanceof KaskadoException known ? known.getCode() : ContentErrorCode.MEDIA_SERVER.code(),
                    KaskadoException.messageOf(e));
        }
    }

    void contentCommand(long exchange, ContentCommand command) {
        queue.add(() -> {
            if (live.state() == SessionState.TERMINATED) {
                int code = ContentErrorCode.POLL_OR_EXECUTE_IN_WRONG_STATE.code();
                commandFailed(exchange, code, "the session ended before the command was carried out");
                return;
            }
            call((handler, session) -> {
                ContentCommandResult result;
                try {
                    result = handler.onContentCommand(session, command);
                } catch (Exception | Error e) {
                    commandFailed(exchange, KaskadoException.codeOf(e), KaskadoException.messageOf(e));
                    throw e;
                }
                String text = result == null ? null : result.getResult();
                live.act((machine, out) -> machine.commandDone(System.nanoTime(), exchange, text, out));
            });
        });
    }

    private void commandFailed(long exchange, int code, String message) {
        live.act((machine, out) -> machine.commandFailed(System.nanoTime(), exchange, code, message, out));
    }

    void sessionEnded(SessionEnd end) {
        queue.add(() -> {
            if (end.isError()) {
                call((handler, session) -> handler.onSessionError(session, end.code(), end.reason()));
            } else {
                call((handler, session) -> handler.onSessionTerminated(session, end.code(), end.reason()));
            }
            finish(end);
        });
    }

    private void finish(SessionEnd end) {
        try {
            live.host().app().beans().run(beans, beans::destroyAll);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "session " + live.id() + ": its beans could not be destroyed",
                    e);
        }
        SessionRecord record = record(end);
        LOG.log(
                end.isError() ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                "session {0}: {1} of {2} ended, {3}: {4} {5}",
                live.id(),
                record.kind(),
                record.handler(),
                record.outcome(),
                String.valueOf(end.code()),
                end.reason());
        try {
            live.host().app().records().accept(record);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    () -> "session " + live.id() + ": its record was not kept: " + record,
                    e);
        }
    }

    private SessionRecord record(SessionEnd end) {
        boolean wasActive = live.wasActive();
        return new SessionRecord(
                live.id(),
                live.host().service().kind().recordName(),
                live.host().app().name(),
                live.host().service().handler().getName(),
                live.contentId(),
                live.client().user(),
                live.client().address(),
                live.meter().startedAt(),
                Instant.now(),
                live.meter().mediaTime(),
                live.meter().bytes(),
                end.isError()
                        ? SessionRecord.Outcome.FAILED
                        : wasActive ? SessionRecord.Outcome.COMPLETED : SessionRecord.Outcome.REJECTED,
                end.code(),
                end.reason());
    }

    /** Runs a step when the callbacks that wait now are through. */
    void afterwards(Runnable step) {
        queue.add(step);
    }

    void runLater() {
        queue.runLater();
    }

    void runHere() {
        queue.runHere();
    }

    private void call(Callback callback) {
        try {
            live.host().app().beans().run(beans, () -> guarded(callback));
        } catch (RuntimeException e) { // the contexts are gone: the application is being undeployed
            LOG.log(System.Logger.Level.WARNING, () -> "session " + live.id() + ": a callback could not run", e);
            live.failed(ContentErrorCode.HANDLER_EXCEPTION.code(), KaskadoException.messageOf(e));
        }
    }

    private void guarded(Callback callback) {
        ContentHandler<ContentSession> handler = live.host().handler();
        try {
            callback.call(handler, face);
        } catch (Exception | Error thrown) {
            try {
                handler.onUncaughtException(face, thrown);
            } catch (Exception | Error again) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        () -> "session " + live.id() + ": onUncaughtException of "
                                + handler.getClass().getName() + " threw itself",
                        again);
                live.failed(KaskadoException.codeOf(thrown), KaskadoException.messageOf(thrown));
            }
        }
    }
}
