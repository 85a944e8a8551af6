package org.kaskado.content.runtime.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentCommand;
import org.kaskado.signalling.EventBundle;
import org.kaskado.signalling.SessionEnd;
import org.kaskado.signalling.SessionOutput;

/** Notes what the machine wants while the lock is held, and does it afterwards. Callbacks are queued at once, in order. */
final class SessionActions implements SessionOutput {
    private final LiveSession session;
    private final List<Runnable> actions = new ArrayList<>();

    SessionActions(LiveSession session) {
        this.session = session;
    }

    void later(Runnable action) {
        actions.add(action);
    }

    void run() {
        actions.forEach(Runnable::run);
    }

    @Override
    public void callContentRequest() {
        session.calls().contentRequest();
    }

    @Override
    public void callContentStarted() {
        session.calls().contentStarted();
    }

    @Override
    public void callContentCommand(long exchange, ContentCommand command) {
        session.calls().contentCommand(exchange, command);
    }

    @Override
    public void callSessionEnded(SessionEnd end) {
        session.meter().ended(); // here, because the record is written before the release
        session.calls().sessionEnded(end);
    }

    @Override
    public void refuseStart(SessionEnd end) {
        later(() -> session.refuse(end));
    }

    @Override
    public void answerCommand(long exchange, @Nullable String result) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("commandResult", result);
        answer.put("sessionId", session.id());
        later(() -> reply(exchange, answer));
    }

    @Override
    public void answerError(long exchange, int code, String message) {
        later(() -> {
            CallReply reply = session.clients().takeReply(exchange);
            if (reply != null) {
                reply.error(code, message);
            }
        });
    }

    @Override
    public void answerPoll(long exchange, EventBundle events) {
        later(() -> reply(exchange, events.toWire()));
    }

    @Override
    public void push(long connection, EventBundle events) {
        later(() -> {
            Pusher pusher = session.clients().pusher(connection);
            if (pusher == null) {
                session.act((machine, out) -> machine.pushed(connection, false, out));
            } else {
                pusher.push(
                        session.id(), events, ok -> session.act((machine, out) -> machine.pushed(connection, ok, out)));
            }
        });
    }

    @Override
    public void release() {
        session.calls().afterwards(session::release); // onSessionTerminated may still stop what is released then
    }

    @Override
    public void forget() {
        later(session::forget);
    }

    private void reply(long exchange, Map<String, ? extends @Nullable Object> result) {
        CallReply reply = session.clients().takeReply(exchange);
        if (reply != null) {
            reply.result(result);
        }
    }
}
