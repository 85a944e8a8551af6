package org.kaskado.content.runtime.door;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Configuration;
import org.kaskado.catalogue.ConfigurationTable;
import org.kaskado.connector.Command;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.KaskadoException;

/** The effective configuration, read through the door and read again after a while, so that a redeployed server is seen. */
public final class ServerSettings implements Supplier<Configuration> {
    private static final long FRESH_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long PATIENCE_SECONDS = 5;

    private final Door door;
    private final AtomicReference<@Nullable Reading> last = new AtomicReference<>();

    public ServerSettings(Door door) {
        this.door = door;
    }

    /**
     * The configuration; must not be called on a media thread.
     *
     * @throws KaskadoException 503 when the media server is not running and never was
     */
    @Override
    public Configuration get() {
        Reading reading = last.get();
        if (reading != null && System.nanoTime() - reading.atNs < FRESH_NS) {
            return reading.configuration;
        }
        Configuration now = read();
        last.set(new Reading(now, System.nanoTime()));
        return now;
    }

    private Configuration read() {
        try {
            var values = door.execute(new Command.ReadSettings())
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ConfigurationTable.load().read(values);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("reading its settings was interrupted", e);
        } catch (ExecutionException e) {
            throw unavailable("it cannot give its settings: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw unavailable("it gave no settings within " + PATIENCE_SECONDS + " s", e);
        }
    }

    private static KaskadoException unavailable(String why, Exception cause) {
        return new KaskadoException(ContentErrorCode.UNAVAILABLE, "the media server is not ready: " + why, cause);
    }

    private record Reading(Configuration configuration, long atNs) {}
}
