package org.kaskado.ra;

import jakarta.resource.ResourceException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaConnection;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;

/** The handle that an application holds while it sends commands. */
final class JcaMediaConnection implements MediaConnection {
    /** Empty when the handle is closed. */
    private final AtomicReference<TicketConnection> ticket;

    JcaMediaConnection(TicketConnection ticket) {
        this.ticket = new AtomicReference<>(ticket);
    }

    @Override
    public <R> CompletionStage<R> execute(Command<R> command) {
        TicketConnection open = ticket.get();
        if (open == null) {
            throw new IllegalStateException("this media connection was closed; borrow a new one from the factory");
        }
        try {
            return open.engine().execute(command);
        } catch (ResourceException e) {
            return CompletableFuture.failedFuture(
                    new MediaException(MediaErrorCode.NOT_ENOUGH_RESOURCES, String.valueOf(e.getMessage()), e));
        }
    }

    @Override
    public void close() {
        TicketConnection open = ticket.getAndSet(null);
        if (open != null) {
            open.closed(this);
        }
    }

    /** The pool takes the ticket away. */
    void invalidate() {
        ticket.set(null);
    }

    void moveTo(TicketConnection target) {
        TicketConnection former = ticket.getAndSet(target);
        if (former != null) {
            former.forget(this);
        }
    }
}
