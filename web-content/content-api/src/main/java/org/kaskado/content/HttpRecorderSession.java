package org.kaskado.content;

import org.kaskado.media.HttpPostEndpoint;

/** A session that takes media from an HTTP client. */
public interface HttpRecorderSession extends HttpContentSession {
    /**
     * Feeds an endpoint of the application's own pipeline. The endpoint is released with the session; the application
     * starts its recorder, usually in {@code onContentStarted}.
     */
    void start(HttpPostEndpoint endpoint);
}
