package org.kaskado.content.runtime.session;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Configuration;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.KaskadoException;
import org.kaskado.signalling.SessionEnd;
import org.kaskado.signalling.SessionLimits;

/** The sessions of one handler; a session id is good at the handler that made it only. */
public final class SessionTable {
    private final HandlerHost host;
    private final SessionCaps caps;
    private final SessionIds ids = new SessionIds();
    private final Map<String, LiveSession> sessions = new ConcurrentHashMap<>();

    public SessionTable(HandlerHost host, SessionCaps caps) {
        this.host = host;
        this.caps = caps;
    }

    public HandlerHost host() {
        return host;
    }

    /**
     * Makes a session.
     *
     * @param contentId what the star of the path stands for, or null
     * @throws KaskadoException 20011 when there are too many
     */
    public LiveSession create(@Nullable String contentId, ClientFacts client, RequestSnapshot request) {
        Configuration settings = host.app().settings().get();
        int most = settings.integer("kaskado.sessions.max");
        if (sessions.size() >= 2L * most) { // those that wait to tell their end count here
            throw new KaskadoException(ContentErrorCode.OVERLOADED, "too many sessions have just ended; try later");
        }
        caps.enter(client.address(), most, settings.integer("kaskado.sessions.max-per-client"));
        LiveSession session =
                new LiveSession(this, new SessionBirth(ids.next(), contentId, client, request), limits(settings));
        sessions.put(session.id(), session);
        SessionCounts.server().begun();
        return session;
    }

    /** A session that has not been forgotten, or null. */
    public @Nullable LiveSession find(String id) {
        return sessions.get(id);
    }

    /** Lets time pass for all sessions. */
    public void sweep(long nowNs) {
        for (LiveSession session : sessions.values()) {
            session.onTime(nowNs);
        }
    }

    /** Whether there is no session, not even an ended one with events to tell. */
    public boolean isEmpty() {
        return sessions.isEmpty();
    }

    /** Ends all sessions because the application goes away, and runs their last callbacks on this thread. */
    public void endAll(String reason) {
        Collection<LiveSession> all = sessions.values();
        SessionEnd end = new SessionEnd(SessionEnd.Cause.UNDEPLOYED, ContentErrorCode.UNAVAILABLE.code(), reason);
        all.forEach(session -> session.end(end));
        all.forEach(LiveSession::runCallbacksHere);
    }

    void left(LiveSession session) {
        caps.leave(session.client().address());
        SessionCounts.server().ended();
    }

    void forget(LiveSession session) {
        sessions.remove(session.id(), session);
    }

    private SessionLimits limits(Configuration settings) {
        int own = host.service().timeoutSeconds();
        Duration start = own > 0 ? Duration.ofSeconds(own) : settings.duration("kaskado.sessions.start-timeout");
        return new SessionLimits(
                start.toNanos(),
                settings.duration("kaskado.sessions.poll-timeout").toNanos(),
                settings.duration("kaskado.sessions.idle-timeout").toNanos(),
                settings.duration("kaskado.sessions.grace").toNanos(),
                settings.integer("kaskado.sessions.event-queue"));
    }
}
