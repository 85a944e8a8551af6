package org.kaskado.content.runtime.door;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaConnection;
import org.kaskado.connector.MediaConnectionFactory;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.KaskadoException;

/** Sends commands through the door; any thread may. */
public final class Door {
    /** Where the resource adapter's connection factory is bound. */
    public static final String JNDI_NAME = "java:global/kaskado/MediaConnectionFactory";

    private final Supplier<MediaConnectionFactory> factories;

    /** A door that finds its factory in JNDI at each use. */
    public Door() {
        this(() -> lookUp(JNDI_NAME, MediaConnectionFactory.class));
    }

    Door(Supplier<MediaConnectionFactory> factories) {
        this.factories = factories;
    }

    /**
     * Sends one command with a ticket of its own. The stage completes on a media thread: continue on an executor.
     *
     * @throws KaskadoException 503 when the media server is not running
     */
    public <R> CompletionStage<R> execute(Command<R> command) {
        try (MediaConnection ticket = factories.get().getConnection()) {
            return ticket.execute(command);
        } catch (KaskadoException e) {
            throw e;
        } catch (Exception e) { // the connector's checked exception type belongs to the connector packages
            throw new KaskadoException(
                    ContentErrorCode.UNAVAILABLE, "the media server gives no connection: " + e.getMessage(), e);
        }
    }

    /**
     * Looks up what Kaskado publishes.
     *
     * @throws KaskadoException 503 when it is not there, which is so while kaskado.ear is not deployed
     */
    @SuppressWarnings("BanJNDI") // the names are constants of ours, no peer has a say in them
    public static <T> T lookUp(String name, Class<T> type) {
        try {
            return type.cast(InitialContext.doLookup(name));
        } catch (NamingException e) {
            throw new KaskadoException(
                    ContentErrorCode.UNAVAILABLE,
                    "Kaskado is not running on this server: " + name + " is not bound. Deploy kaskado.ear first.",
                    e);
        } catch (ClassCastException e) {
            throw new KaskadoException(
                    ContentErrorCode.UNAVAILABLE,
                    name + " is of another copy of " + type.getName()
                            + ": this application packs Kaskado's API jars itself. Give them the scope 'provided'.",
                    e);
        }
    }
}
