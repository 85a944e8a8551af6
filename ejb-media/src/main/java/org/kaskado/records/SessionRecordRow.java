package org.kaskado.records;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.SessionRecord;

/** The row of a session record. */
@Entity
@Table(name = "kaskado_session_record")
@IdClass(SessionRecordRow.Key.class)
public class SessionRecordRow {
    private static final int MAX_APPLICATION = 200;
    private static final int MAX_HANDLER = 400;
    private static final int MAX_CONTENT_ID = 1000;
    private static final int MAX_USER = 200;
    private static final int MAX_ADDRESS = 100;
    private static final int MAX_REASON = 1000;

    @Id
    @Column(name = "session_id")
    private String sessionId = "";

    @Id
    @Column(name = "kind")
    private String kind = "";

    @Column(name = "application")
    private String application = "";

    @Column(name = "handler")
    private String handler = "";

    @Column(name = "content_id")
    private @Nullable String contentId;

    @Column(name = "user_name")
    private @Nullable String user;

    @Column(name = "client_address")
    private @Nullable String clientAddress;

    @Column(name = "started_ms")
    private long startedMs;

    @Column(name = "ended_ms")
    private long endedMs;

    @Column(name = "media_ms")
    private long mediaMs;

    @Column(name = "bytes")
    private long bytes;

    @Column(name = "outcome")
    private String outcome = "";

    @Column(name = "code")
    private int code;

    @Column(name = "reason")
    private String reason = "";

    /** For JPA. */
    protected SessionRecordRow() {}

    SessionRecordRow(SessionRecord record) {
        sessionId = record.sessionId();
        kind = record.kind();
        application = Objects.requireNonNull(shorten(record.application(), MAX_APPLICATION));
        handler = Objects.requireNonNull(shorten(record.handler(), MAX_HANDLER));
        contentId = shorten(record.contentId(), MAX_CONTENT_ID);
        user = shorten(record.user(), MAX_USER);
        clientAddress = shorten(record.clientAddress(), MAX_ADDRESS);
        startedMs = record.startedAt().toEpochMilli();
        endedMs = record.endedAt().toEpochMilli();
        mediaMs = record.mediaTime().toMillis();
        bytes = record.bytes();
        outcome = record.outcome().name();
        code = record.code();
        reason = Objects.requireNonNull(shorten(record.reason(), MAX_REASON));
    }

    /** Databases know no zero character, and columns have an end. */
    private static @Nullable String shorten(@Nullable String text, int max) {
        if (text == null) {
            return null;
        }
        String clean = text.replace('\0', ' ');
        return clean.substring(0, Math.min(max, clean.length()));
    }

    Key key() {
        return new Key(sessionId, kind);
    }

    SessionRecord toRecord() {
        return new SessionRecord(
                sessionId,
                kind,
                application,
                handler,
                contentId,
                user,
                clientAddress,
                Instant.ofEpochMilli(startedMs),
                Instant.ofEpochMilli(endedMs),
                Duration.ofMillis(mediaMs),
                bytes,
                SessionRecord.Outcome.valueOf(outcome),
                code,
                reason);
    }

    /** The primary key. */
    public static final class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private String sessionId = "";
        private String kind = "";

        /** For JPA. */
        public Key() {}

        Key(String sessionId, String kind) {
            this.sessionId = sessionId;
            this.kind = kind;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && sessionId.equals(key.sessionId) && kind.equals(key.kind);
        }

        @Override
        public int hashCode() {
            return Objects.hash(sessionId, kind);
        }
    }
}
