package org.kaskado.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import javax.naming.NamingException;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaConnection;
import org.kaskado.connector.MediaConnectionFactory;

/** The connection factory that applications look up. */
final class JcaMediaConnectionFactory implements MediaConnectionFactory {
    private static final long serialVersionUID = 1L;

    private final TicketConnectionFactory tickets;
    private final ConnectionManager connectionManager;
    private @Nullable Reference reference;

    JcaMediaConnectionFactory(TicketConnectionFactory tickets, ConnectionManager connectionManager) {
        this.tickets = tickets;
        this.connectionManager = connectionManager;
    }

    @Override
    public MediaConnection getConnection() throws ResourceException {
        return (MediaConnection) connectionManager.allocateConnection(tickets, null);
    }

    @Override
    public void setReference(Reference reference) {
        this.reference = reference;
    }

    @Override
    public Reference getReference() throws NamingException {
        Reference bound = reference;
        if (bound == null) {
            throw new NamingException("the container has not bound this connection factory");
        }
        return bound;
    }
}
