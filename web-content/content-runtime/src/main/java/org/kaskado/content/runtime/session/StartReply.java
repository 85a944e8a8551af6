package org.kaskado.content.runtime.session;

import org.kaskado.signalling.SessionEnd;

/** The client that waits for the outcome of its start. One of the two is called, once. */
public interface StartReply {
    /** Whether stored items are wanted by URL rather than through this exchange. */
    boolean wantsUrl();

    /** The session has started. */
    void started(LiveSession session, Offer offer);

    /** The session was refused or failed before it started. */
    void refused(SessionEnd end);
}
