package org.kaskado.signalling;

import java.util.Objects;

/**
 * How a session ended.
 *
 * @param cause who ended it
 * @param code an HTTP status, a code of Kaskado or of the application
 * @param reason words for people
 */
public record SessionEnd(Cause cause, int code, String reason) {
    /** Who ended a session. */
    public enum Cause {
        /** The client said so. */
        CLIENT,
        /** The handler called terminate. */
        HANDLER,
        /** The media came to its end. */
        MEDIA,
        /** The application or the server goes away. */
        UNDEPLOYED,
        /** Something failed. */
        ERROR
    }

    public SessionEnd {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(reason, "reason");
    }

    /** Whether {@code onSessionError} is the callback, and {@code sessionError} the event. */
    public boolean isError() {
        return cause == Cause.ERROR;
    }
}
