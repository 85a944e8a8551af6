package org.kaskado.content;

import org.kaskado.media.WebRtcEndpoint;

/** A session over WebRTC. */
public interface WebRtcContentSession extends SdpContentSession {
    /** Negotiates an endpoint of the application's own pipeline; it is released with the session. */
    void start(WebRtcEndpoint endpoint);
}
