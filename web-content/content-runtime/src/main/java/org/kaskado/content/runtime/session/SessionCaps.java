package org.kaskado.content.runtime.session;

import java.util.HashMap;
import java.util.Map;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.KaskadoException;

/** Counts the live sessions of all applications on this server, in all and per client address. */
public final class SessionCaps {
    private static final SessionCaps SERVER = new SessionCaps();

    private final Map<String, Integer> perClient = new HashMap<>();
    private int total;

    /** The counts of this server; this library is loaded once for all applications. */
    public static SessionCaps server() {
        return SERVER;
    }

    /**
     * Counts a new session.
     *
     * @throws KaskadoException 20011 when there are too many
     */
    synchronized void enter(String client, int maxTotal, int maxPerClient) {
        if (total >= maxTotal) {
            throw new KaskadoException(
                    ContentErrorCode.OVERLOADED,
                    "this server has " + total + " sessions, which is all that kaskado.sessions.max allows; try later");
        }
        int own = perClient.getOrDefault(client, 0);
        if (own >= maxPerClient) {
            throw new KaskadoException(
                    ContentErrorCode.OVERLOADED,
                    "your address has " + own + " sessions, which is all that kaskado.sessions.max-per-client allows;"
                            + " end some first");
        }
        total++;
        perClient.put(client, own + 1);
    }

    synchronized void leave(String client) {
        total--;
        perClient.computeIfPresent(client, (name, count) -> count == 1 ? null : count - 1);
    }

    /** Live sessions now. */
    public synchronized int total() {
        return total;
    }
}
