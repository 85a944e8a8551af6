package org.kaskado.content.runtime.openapi;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A WebSocket connection that becomes what its ticket says; without one it is closed. Public, since Tyrus calls it so. */
public final class TicketSocket extends Endpoint {
    private static final System.Logger LOG = System.getLogger(TicketSocket.class.getName());

    private final SocketTickets tickets;
    private @Nullable Endpoint socket;

    TicketSocket(SocketTickets tickets) {
        this.tickets = tickets;
    }

    @Override
    public void onOpen(Session connection, EndpointConfig config) {
        Endpoint found = tickets.redeem(connection.getPathParameters().get(SocketTickets.PARAMETER));
        socket = found;
        if (found != null) {
            found.onOpen(connection, config);
            return;
        }
        try {
            connection.close(new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, "connect to the handler's URL"));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a WebSocket without ticket was gone already", e);
        }
    }

    @Override
    public void onClose(Session connection, CloseReason reason) {
        Endpoint opened = socket;
        if (opened != null) {
            opened.onClose(connection, reason);
        }
    }

    @Override
    public void onError(Session connection, Throwable failure) {
        Endpoint opened = socket;
        if (opened != null) {
            opened.onError(connection, failure);
        }
    }
}
