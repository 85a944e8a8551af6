package org.kaskado.content.runtime.openapi;

import jakarta.websocket.CloseReason;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Sends texts one after the other without waiting; a client that reads too slowly is cut off. */
final class SocketSender {
    private static final System.Logger LOG = System.getLogger(SocketSender.class.getName());
    /** Characters that may wait for a slow client. */
    private static final long MAX_WAITING = 4L * 1024 * 1024;
    /** A text that a client does not take for so long ends the connection. */
    private static final long SEND_TIMEOUT_MS = 30_000;

    private final Session socket;
    private final Deque<Text> waiting = new ArrayDeque<>();
    private long waitingCharacters;
    private boolean sending;
    private boolean closed;

    private record Text(String text, Consumer<Boolean> sent) {}

    SocketSender(Session socket) {
        this.socket = socket;
        socket.getAsyncRemote().setSendTimeout(SEND_TIMEOUT_MS);
    }

    /** Sends, or tells false when the connection is closed or the client too slow. */
    void send(String text, Consumer<Boolean> sent) {
        boolean refused;
        boolean tooSlow = false;
        synchronized (waiting) {
            tooSlow = !closed && waitingCharacters + text.length() > MAX_WAITING && !waiting.isEmpty();
            refused = closed || tooSlow;
            if (!refused) {
                waiting.add(new Text(text, sent));
                waitingCharacters += text.length();
            }
        }
        if (refused) {
            sent.accept(false);
            if (tooSlow) {
                close(CloseReason.CloseCodes.TRY_AGAIN_LATER, "the client reads too slowly");
            }
            return;
        }
        sendNext();
    }

    private void sendNext() {
        Text next;
        synchronized (waiting) {
            next = sending || closed ? null : waiting.poll();
            if (next == null) {
                return;
            }
            sending = true;
            waitingCharacters -= next.text.length();
        }
        try {
            socket.getAsyncRemote().sendText(next.text, result -> done(next, result));
        } catch (IllegalStateException | IllegalArgumentException e) {
            done(next, new SendResult(e));
        }
    }

    private void done(Text text, SendResult result) {
        synchronized (waiting) {
            sending = false;
        }
        text.sent.accept(result.isOK());
        if (result.isOK()) {
            sendNext();
        } else {
            close(CloseReason.CloseCodes.CLOSED_ABNORMALLY, "sending failed");
        }
    }

    /** Gives up what waits, and closes the connection unless it is closed. */
    void close(CloseReason.CloseCodes code, String reason) {
        Deque<Text> rest;
        synchronized (waiting) {
            if (closed) {
                return;
            }
            closed = true;
            rest = new ArrayDeque<>(waiting);
            waiting.clear();
        }
        rest.forEach(text -> text.sent.accept(false));
        try {
            if (socket.isOpen()) {
                socket.close(
                        code == CloseReason.CloseCodes.CLOSED_ABNORMALLY
                                ? new CloseReason(CloseReason.CloseCodes.UNEXPECTED_CONDITION, reason)
                                : new CloseReason(code, reason));
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a WebSocket could not be closed", e);
        }
    }
}
