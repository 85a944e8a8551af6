package org.kaskado.web.live;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.kaskado.content.ErrorTable;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.runtime.access.AccessGate;
import org.kaskado.content.runtime.access.AccessGrant;
import org.kaskado.content.runtime.door.Door;
import org.kaskado.content.runtime.door.ServerSettings;
import org.kaskado.content.runtime.http.HttpProblem;
import org.kaskado.media.MediaServerException;

/** {@code /live/<room>/whip} and {@code …/whep}: POST begins a session, PATCH adds candidates or restarts ICE, DELETE ends it. */
@WebServlet(urlPatterns = "/live/*")
public final class LiveServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String SDP = "application/sdp";
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
    private static final int MAX_BODY_BYTES = 64 << 10;
    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final int FORBIDDEN = 403;

    private final transient ServerSettings settings = new ServerSettings(new Door());

    @Inject
    @SuppressWarnings("NullAway.Init") // injected
    private transient LiveRooms rooms;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            LivePath path = LivePath.of(request.getPathInfo())
                    .orElseThrow(() -> new LiveProblem(
                            LiveProblem.NOT_FOUND,
                            "There is nothing at this path; known is " + LivePath.ALLOWED + "."));
            requireAccess(path, request);
            if (path.sessionId() == null) {
                answerPlace(path, request, response);
            } else {
                answerSession(path, request, response);
            }
        } catch (LiveProblem problem) {
            HttpProblem.send(response, problem.status(), String.valueOf(problem.getMessage()));
        } catch (MediaServerException refusal) {
            LiveProblem problem = LiveProblem.of(refusal);
            HttpProblem.send(response, problem.status(), String.valueOf(problem.getMessage()));
        } catch (KaskadoException unavailable) {
            HttpProblem.send(
                    response, ErrorTable.httpStatus(unavailable.getCode()), KaskadoException.messageOf(unavailable));
        }
    }

    private static void requireAccess(LivePath path, HttpServletRequest request) throws LiveProblem {
        if (request.getAttribute(AccessGate.GRANT_ATTRIBUTE) instanceof AccessGrant grant
                && !grant.admitsTo(path.room())) {
            throw new LiveProblem(FORBIDDEN, "This token is not for room '" + path.room() + "'.");
        }
    }

    private void answerPlace(LivePath path, HttpServletRequest request, HttpServletResponse response)
            throws IOException, LiveProblem {
        switch (request.getMethod().toUpperCase(Locale.ROOT)) {
            case "POST" -> begin(path, request, response);
            case "OPTIONS" -> {
                response.setHeader("Allow", "POST, OPTIONS");
                response.setHeader("Accept-Post", SDP);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> HttpProblem.methodNotAllowed(response, request.getMethod(), "POST, OPTIONS");
        }
    }

    private void answerSession(LivePath path, HttpServletRequest request, HttpServletResponse response)
            throws IOException, LiveProblem {
        switch (request.getMethod().toUpperCase(Locale.ROOT)) {
            case "PATCH" -> change(rooms.session(path), request, response);
            case "DELETE" -> {
                rooms.leave(path.room(), rooms.session(path));
                response.setStatus(HttpServletResponse.SC_OK);
            }
            case "OPTIONS" -> {
                response.setHeader("Allow", "PATCH, DELETE, OPTIONS");
                response.setHeader("Accept-Patch", FRAGMENT);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> HttpProblem.methodNotAllowed(response, request.getMethod(), "PATCH, DELETE, OPTIONS");
        }
    }

    private void begin(LivePath path, HttpServletRequest request, HttpServletResponse response)
            throws IOException, LiveProblem {
        requireAcceptable(request, SDP);
        String offer = body(request, SDP);
        LiveRooms.Joined joined = rooms.join(path, offer, maySomebodyWait());
        response.setStatus(HttpServletResponse.SC_CREATED);
        response.setHeader(
                "Location", request.getRequestURI() + "/" + joined.session().id());
        response.setHeader("ETag", joined.session().entityTag());
        response.setHeader("Accept-Patch", FRAGMENT);
        write(response, SDP, joined.answer());
    }

    private boolean maySomebodyWait() {
        return settings.get().text("kaskado.live.early-viewers").equals("wait");
    }

    /** RFC 9725 §4.3: candidates for the ICE session that If-Match names, or a restart when it is {@code *}. */
    private static void change(LiveSession session, HttpServletRequest request, HttpServletResponse response)
            throws IOException, LiveProblem {
        String expected = request.getHeader("If-Match");
        if (expected == null) {
            throw new LiveProblem(
                    LiveProblem.PRECONDITION_REQUIRED,
                    "If-Match is missing: the ETag of the ICE session for candidates, or * for an ICE restart.");
        }
        String fragment = body(request, FRAGMENT);
        boolean isRestart = expected.strip().equals("*");
        if (!isRestart && !expected.strip().equals(session.entityTag())) {
            throw new LiveProblem(
                    LiveProblem.PRECONDITION_FAILED,
                    "The ICE session of If-Match " + expected + " is over; the present one is " + session.entityTag()
                            + ".");
        }
        String answer = session.endpoint().processFragment(fragment);
        if (answer.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            response.setStatus(HttpServletResponse.SC_OK);
            response.setHeader("ETag", session.entityTag());
            write(response, FRAGMENT, answer);
        }
    }

    private static void requireAcceptable(HttpServletRequest request, String type) throws LiveProblem {
        String accept = request.getHeader("Accept");
        if (accept != null && !accept.contains(type) && !accept.contains("*/*") && !accept.contains("application/*")) {
            throw new LiveProblem(
                    LiveProblem.NOT_ACCEPTABLE, "The answer is " + type + ", which Accept: " + accept + " excludes.");
        }
    }

    private static String body(HttpServletRequest request, String type) throws IOException, LiveProblem {
        String contentType = request.getContentType();
        String given = contentType == null ? "none" : contentType.split(";", 2)[0].strip();
        if (!given.equalsIgnoreCase(type)) {
            throw new LiveProblem(
                    LiveProblem.UNSUPPORTED_MEDIA_TYPE, "The Content-Type must be " + type + ", not " + given + ".");
        }
        byte[] bytes = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            throw new LiveProblem(PAYLOAD_TOO_LARGE, "The body is longer than " + MAX_BODY_BYTES + " bytes.");
        }
        if (bytes.length == 0) {
            throw new LiveProblem(LiveProblem.BAD_REQUEST, "The body is empty; expected is " + type + ".");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void write(HttpServletResponse response, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
