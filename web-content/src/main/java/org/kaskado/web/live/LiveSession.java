package org.kaskado.web.live;

import org.kaskado.media.WebRtcEndpoint;

/**
 * One client of a room.
 *
 * @param id unguessable; last part of the session's URL
 * @param endpoint its media
 */
record LiveSession(String id, LiveRole role, WebRtcEndpoint endpoint) {
    /** Entity tag of the ICE session (RFC 9725 §4.3.1), with its quotation marks. */
    String entityTag() {
        return '"' + endpoint.getIceSessionId() + '"';
    }
}
