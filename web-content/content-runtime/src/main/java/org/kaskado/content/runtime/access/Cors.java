package org.kaskado.content.runtime.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Cross-origin headers (Fetch standard, CORS protocol) for the origins that {@code kaskado.origins} allows. */
public final class Cors {
    private static final String ALLOWED_HEADERS =
            "Accept, Authorization, Content-Range, Content-Type, If-Match, If-None-Match, Range, X-Requested-With";
    private static final String EXPOSED_HEADERS =
            "Accept-Patch, Accept-Ranges, Content-Length, Content-Range, ETag, Last-Modified, Link, Location, Range, Retry-After";

    private Cors() {}

    /**
     * Sets the headers for an allowed origin.
     *
     * @return true when the request was a preflight and is answered
     */
    public static boolean apply(AccessSettings settings, HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        response.addHeader("Vary", "Origin");
        boolean preflight =
                request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
        if (origin.contains("://") && settings.allowsOrigin(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Expose-Headers", EXPOSED_HEADERS);
            if (preflight) {
                response.setHeader("Access-Control-Allow-Methods", "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
                response.setHeader("Access-Control-Allow-Headers", ALLOWED_HEADERS);
                response.setHeader("Access-Control-Max-Age", "600");
            }
        }
        if (preflight) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
        return preflight;
    }
}
