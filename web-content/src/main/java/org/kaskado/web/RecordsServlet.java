package org.kaskado.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.ErrorTable;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.SessionRecord;
import org.kaskado.content.SessionRecordSearch;
import org.kaskado.content.runtime.access.AccessGate;
import org.kaskado.content.runtime.access.AccessGrant;
import org.kaskado.content.runtime.door.Door;
import org.kaskado.content.runtime.http.HttpProblem;

/**
 * {@code /records?from=…&until=…&offset=…&limit=…}: charging records of ended sessions as CSV, for operators. Instants are
 * ISO 8601 such as {@code 2026-11-20T00:00:00Z}; the default span is the last day.
 */
@WebServlet("/records")
public final class RecordsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int DEFAULT_LIMIT = 1_000;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(AccessGate.GRANT_ATTRIBUTE) instanceof AccessGrant grant && grant.room() != null) {
            String sentence = "Your token is good for '" + grant.room() + "' only, not for session records.";
            HttpProblem.send(response, HttpServletResponse.SC_FORBIDDEN, sentence);
            return;
        }
        try {
            Instant until = instant(request.getParameter("until"), Instant.now());
            Instant from = instant(request.getParameter("from"), until.minus(Duration.ofDays(1)));
            int offset = number("offset", request.getParameter("offset"), 0);
            int limit = number("limit", request.getParameter("limit"), DEFAULT_LIMIT);
            SessionRecordSearch search = Door.lookUp(SessionRecordSearch.JNDI_NAME, SessionRecordSearch.class);
            send(response, search.findEnded(from, until, offset, limit));
        } catch (IllegalArgumentException wrong) {
            HttpProblem.send(response, HttpServletResponse.SC_BAD_REQUEST, KaskadoException.messageOf(wrong) + ".");
        } catch (KaskadoException failed) {
            HttpProblem.send(response, ErrorTable.httpStatus(failed.getCode()), KaskadoException.messageOf(failed));
        }
    }

    private static void send(HttpServletResponse response, List<SessionRecord> records) throws IOException {
        byte[] body = RecordsCsv.write(records).getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static Instant instant(@Nullable String text, Instant missing) {
        try {
            return text == null ? missing : Instant.parse(text);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no instant; expected is, for example, 2026-11-20T00:00:00Z", wrong);
        }
    }

    private static int number(String name, @Nullable String text, int missing) {
        try {
            return text == null ? missing : Integer.parseInt(text);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(name + " is '" + text + "'; a whole number is expected", wrong);
        }
    }
}
