package org.kaskado.content;

import org.kaskado.media.HttpGetEndpoint;

/** A session that sends media to an HTTP client. */
public interface HttpPlayerSession extends HttpContentSession {
    /**
     * Sends what flows into an endpoint of the application's own pipeline. The endpoint is released with the session;
     * the application starts its player, usually in {@code onContentStarted}.
     */
    void start(HttpGetEndpoint endpoint);
}
