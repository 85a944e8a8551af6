package org.kaskado.content.runtime.session;

import java.util.function.Consumer;
import org.kaskado.signalling.EventBundle;

/** A connection over which events are pushed. */
public interface Pusher {
    /** A number that no other connection of this server has. */
    long number();

    /** The connection carries this session from now on. */
    void attached(LiveSession session);

    /** The session is over and its client has been told. */
    void forgotten(LiveSession session);

    /** Sends events; tells whether they went out. */
    void push(String sessionId, EventBundle events, Consumer<Boolean> sent);
}
