package org.kaskado.element.http;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.MediaUrls;
import org.kaskado.runtime.MediaLoop;

/** The life of a media URL: issued, started by its first client, kept for a while without one, terminated. */
final class HttpSession {
    private final Element endpoint;
    private final MediaUrls urls;
    private final MediaLoop loop;
    private final long timeoutNs;
    private final String token;
    private State state = State.ISSUED;
    private MediaLoop.@Nullable Deadline deadline;

    private enum State {
        ISSUED,
        STARTED,
        TERMINATED
    }

    HttpSession(Element endpoint, long timeoutS, MediaUrls.ByteDoor door) {
        this.endpoint = endpoint;
        this.urls = endpoint.pipeline().services().urls();
        this.loop = endpoint.pipeline().services().loop();
        this.timeoutNs = TimeUnit.SECONDS.toNanos(Math.max(0, timeoutS));
        this.token = urls.issue(door);
    }

    String url() {
        return urls.urlOf(token);
    }

    boolean isTerminated() {
        return state == State.TERMINATED;
    }

    /** A client came. Answers whether it is the first one. */
    boolean opened() {
        cancelDeadline();
        boolean isFirst = state == State.ISSUED;
        if (isFirst) {
            state = State.STARTED;
            endpoint.raise("MediaSessionStarted", Map.of());
        }
        return isFirst;
    }

    /** The client went; without another one in time the session ends. */
    void closed(Runnable terminate) {
        if (state == State.STARTED) {
            cancelDeadline();
            deadline = loop.at(loop.nowNs() + timeoutNs, terminate);
        }
    }

    /** Ends the session and its URL, with an event; ending twice is silence. */
    void terminate() {
        if (state != State.TERMINATED) {
            end();
            endpoint.raise("MediaSessionTerminated", Map.of());
        }
    }

    /** Ends the session and its URL silently, because the element goes. */
    void end() {
        state = State.TERMINATED;
        cancelDeadline();
        urls.revoke(token);
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }
}
