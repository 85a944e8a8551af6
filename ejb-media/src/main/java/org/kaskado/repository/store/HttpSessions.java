package org.kaskado.repository.store;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.kaskado.repository.RepositoryHttpEndpoint;
import org.kaskado.repository.RepositoryHttpPlayer;
import org.kaskado.repository.RepositoryHttpRecorder;
import org.kaskado.repository.RepositoryItem;

/** The open player and recorder URLs. */
final class HttpSessions implements AutoCloseable {
    /** 160 bits cannot be guessed. */
    private static final int TOKEN_BYTES = 20;

    private final StoreSettings settings;
    private final Threads threads;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentMap<String, HttpSession> open = new ConcurrentHashMap<>();

    HttpSessions(StoreSettings settings, Threads threads) {
        this.settings = settings;
        this.threads = threads;
    }

    RepositoryHttpPlayer player(RepositoryItem item, @Nullable String sessionId) {
        HttpSession.Player player = new HttpSession.Player(newId(sessionId), item, this);
        add(player);
        return player;
    }

    RepositoryHttpRecorder recorder(RepositoryItem item, @Nullable String sessionId) {
        HttpSession.Recorder recorder = new HttpSession.Recorder(newId(sessionId), item, this);
        add(recorder);
        return recorder;
    }

    private String newId(@Nullable String asked) {
        if (asked != null) {
            MetadataRules.checkId(asked);
            return asked;
        }
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    private void add(HttpSession session) {
        if (open.size() >= settings.maxSessions()) {
            throw new IllegalStateException(settings.maxSessions()
                    + " player and recorder URLs are open, which is all that kaskado.repository.sessions.max allows");
        }
        if (open.putIfAbsent(session.getSessionId(), session) != null) {
            throw new IllegalArgumentException("the session id '" + session.getSessionId() + "' is in use");
        }
        session.expireLater(settings.unusedTimeout());
    }

    void remove(HttpSession session) {
        open.remove(session.getSessionId(), session);
    }

    Optional<RepositoryHttpEndpoint> find(String sessionId) {
        return Optional.ofNullable(open.get(sessionId));
    }

    int count() {
        return open.size();
    }

    StoreSettings settings() {
        return settings;
    }

    Threads threads() {
        return threads;
    }

    /** Ends the sessions of an item. */
    void stopAll(String itemId, String reason) {
        for (HttpSession session : List.copyOf(open.values())) {
            if (session.getRepositoryItem().getId().equals(itemId)) {
                session.end(reason);
            }
        }
    }

    @Override
    public void close() {
        List.copyOf(open.values()).forEach(session -> session.end("the server stops"));
    }
}
