package org.kaskado.web;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.SessionRecord;

/** Session records as comma-separated values (RFC 4180). */
final class RecordsCsv {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private RecordsCsv() {}

    static String write(List<SessionRecord> records) {
        StringBuilder text = new StringBuilder();
        text.append(
                "session_id,kind,application,handler,content_id,user,client_address,started_at,ended_at,media_ms,bytes,"
                        + "outcome,code,reason\r\n");
        records.forEach(record -> text.append(line(record)).append("\r\n"));
        return text.toString();
    }

    private static String line(SessionRecord record) {
        return Stream.of(
                        record.sessionId(),
                        record.kind(),
                        record.application(),
                        record.handler(),
                        text(record.contentId()),
                        text(record.user()),
                        text(record.clientAddress()),
                        record.startedAt().toString(),
                        record.endedAt().toString(),
                        Long.toString(record.mediaTime().toMillis()),
                        Long.toString(record.bytes()),
                        record.outcome().name(),
                        Integer.toString(record.code()),
                        record.reason())
                .map(RecordsCsv::cell)
                .collect(Collectors.joining(","));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Quotes where needed; a spreadsheet must not take what a client sent for a formula. */
    private static String cell(String value) {
        String safe = !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean isPlain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return isPlain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
