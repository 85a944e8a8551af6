package org.kaskado.content.runtime.openapi;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.KaskadoException;

/**
 * Brings the handshake of a WebSocket, which a handler's servlet has let in, together with its connection: the path that
 * the container gets for the upgrade carries a ticket. A ticket is good once and soon lapses. Any thread may call.
 */
public final class SocketTickets {
    static final String PARAMETER = "ticket";
    /** Never seen by clients; whoever guesses it has no ticket. */
    private static final String PATH = "/kaskado-socket/{" + PARAMETER + "}";
    /** Handshakes are followed by their connection at once; those that fail leave their ticket behind. */
    private static final long LIFETIME_NS = TimeUnit.SECONDS.toNanos(30);

    private static final int MAX_WAITING = 4096;

    private final Map<String, Ticket> waiting = new ConcurrentHashMap<>();
    private final ServerEndpointConfig config;

    private record Ticket(ContentSocket socket, long madeNs) {}

    public SocketTickets() {
        config = ServerEndpointConfig.Builder.create(TicketSocket.class, PATH)
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(new TicketSocket(SocketTickets.this));
                    }

                    @Override
                    public boolean checkOrigin(String origin) {
                        return true; // the access rule has checked it before
                    }
                })
                .build();
    }

    /** Tyrus upgrades only to endpoints that it has known since the deployment; called while the application starts. */
    public void publish(ServerContainer container) throws DeploymentException {
        if (container.getClass().getName().startsWith("org.glassfish.tyrus.")) {
            container.addEndpoint(config);
        }
    }

    ServerEndpointConfig config() {
        return config;
    }

    /**
     * Gives a ticket for a socket.
     *
     * @throws KaskadoException 503 when too many handshakes wait for their connection
     */
    String issue(ContentSocket socket) {
        long nowNs = System.nanoTime();
        if (waiting.size() >= MAX_WAITING) {
            waiting.values().removeIf(ticket -> nowNs - ticket.madeNs > LIFETIME_NS);
            if (waiting.size() >= MAX_WAITING) {
                throw new KaskadoException(
                        ContentErrorCode.UNAVAILABLE,
                        "more than " + MAX_WAITING + " WebSocket handshakes are under way; try again in a moment");
            }
        }
        String name = UUID.randomUUID().toString();
        waiting.put(name, new Ticket(socket, nowNs));
        return name;
    }

    @Nullable
    Endpoint redeem(@Nullable String name) {
        Ticket ticket = name == null ? null : waiting.remove(name);
        return ticket == null || System.nanoTime() - ticket.madeNs > LIFETIME_NS ? null : ticket.socket;
    }
}
