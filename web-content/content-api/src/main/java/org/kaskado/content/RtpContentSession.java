package org.kaskado.content;

import org.kaskado.media.RtpEndpoint;

/** A session over plain RTP. */
public interface RtpContentSession extends SdpContentSession {
    /** Negotiates an endpoint of the application's own pipeline; it is released with the session. */
    void start(RtpEndpoint endpoint);
}
