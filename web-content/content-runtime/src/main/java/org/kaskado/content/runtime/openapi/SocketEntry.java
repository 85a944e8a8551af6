package org.kaskado.content.runtime.openapi;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.KaskadoException;

/** JSON-RPC over a WebSocket at the handler's own URL. */
public final class SocketEntry {
    private final OpenApiDoor door;
    private final SocketTickets tickets;

    public SocketEntry(OpenApiDoor door, SocketTickets tickets) {
        this.door = door;
        this.tickets = tickets;
    }

    /** Whether a request wants to become a WebSocket (RFC 6455 §4.2.1). */
    public static boolean isWanted(HttpServletRequest request) {
        String upgrade = request.getHeader("Upgrade");
        return upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket");
    }

    /**
     * Upgrades.
     *
     * @throws KaskadoException 501 when the server has no WebSocket container for this application
     */
    public void take(HttpServletRequest request, HttpServletResponse response, SocketCaller caller, int maxBytes)
            throws IOException, ServletException {
        Object container = request.getServletContext().getAttribute(ServerContainer.class.getName());
        if (!(container instanceof ServerContainer sockets)) {
            throw new KaskadoException(
                    ContentErrorCode.NOT_IMPLEMENTED,
                    "this server has no WebSocket container for the application; use POST with polls");
        }
        String ticket = tickets.issue(new ContentSocket(door, caller, maxBytes));
        try {
            sockets.upgradeHttpToWebSocket(
                    request, response, tickets.config(), Map.of(SocketTickets.PARAMETER, ticket));
        } catch (DeploymentException e) {
            throw new ServletException("the WebSocket of the handler cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Makes the caller of a connection, once the connection is there. */
    @FunctionalInterface
    public interface SocketCaller {
        /** The caller with this connection. */
        Caller with(org.kaskado.content.runtime.session.Pusher connection);
    }
}
