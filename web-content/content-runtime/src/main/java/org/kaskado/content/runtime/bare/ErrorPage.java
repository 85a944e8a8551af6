package org.kaskado.content.runtime.bare;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.kaskado.content.ErrorTable;

/** An answer for people: a short HTML page with the status that the error table gives. */
public final class ErrorPage {
    private ErrorPage() {}

    /** Sends a page for a code of Kaskado or of the application; nothing when the answer is on its way. */
    public static void send(HttpServletResponse response, int code, String sentence) throws IOException {
        int status = ErrorTable.httpStatus(code);
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status < 400 ? HttpServletResponse.SC_INTERNAL_SERVER_ERROR : status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType("text/html;charset=UTF-8");
        byte[] page = page(status, code, sentence).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }

    private static String page(int status, int code, String sentence) {
        String number = status == code ? Integer.toString(status) : status + " (code " + code + ")";
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + number
                + "</title><style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}"
                + "</style></head><body><h1>" + number + "</h1><p>" + escape(sentence) + "</p></body></html>\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
