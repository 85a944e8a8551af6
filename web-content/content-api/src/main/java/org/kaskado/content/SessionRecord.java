package org.kaskado.content;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one session: who, what, when, how much, how it ended. One row exists per session id and kind.
 *
 * @param sessionId id of the session
 * @param kind what sort of use it was, such as {@code HttpPlayer}, {@code HttpRecorder}, {@code Rtp}, {@code WebRtc}
 * @param application context path of the web application
 * @param handler full class name of the handler
 * @param contentId content id, or null
 * @param user name of the authenticated user, or null
 * @param clientAddress network address of the client, or null
 * @param startedAt when the client asked
 * @param endedAt when the session ended
 * @param mediaTime from the first to the last media; zero when none flowed
 * @param bytes media bytes that this server moved for the session, as far as they went over HTTP
 * @param outcome how it ended
 * @param code code of the end
 * @param reason words of the end
 */
public record SessionRecord(
        String sessionId,
        String kind,
        String application,
        String handler,
        @Nullable String contentId,
        @Nullable String user,
        @Nullable String clientAddress,
        Instant startedAt,
        Instant endedAt,
        Duration mediaTime,
        long bytes,
        Outcome outcome,
        int code,
        String reason) {

    /** How a session ended. */
    public enum Outcome {
        /** It was active, and ended without error. */
        COMPLETED,
        /** The handler refused it before it was active. */
        REJECTED,
        /** An error ended it. */
        FAILED
    }

    public SessionRecord {
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(kind, "kind");
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative, was " + bytes);
        }
    }
}
