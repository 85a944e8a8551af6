package org.kaskado.content.runtime.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers that say in a plain sentence what was wrong. */
public final class HttpProblem {
    private HttpProblem() {}

    /** Sends a status and a sentence; nothing when the answer is already on its way. */
    public static void send(HttpServletResponse response, int status, String sentence) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        byte[] body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** 405 with the methods that are allowed. */
    public static void methodNotAllowed(HttpServletResponse response, String method, String allowed)
            throws IOException {
        response.setHeader("Allow", allowed);
        send(
                response,
                HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                "The method " + method + " is not allowed here; allowed are " + allowed + ".");
    }
}
