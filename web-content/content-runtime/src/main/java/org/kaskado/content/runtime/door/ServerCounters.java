package org.kaskado.content.runtime.door;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.kaskado.connector.Command;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.KaskadoException;

/** How much there is in the media server, read through the door at each use. */
public final class ServerCounters implements Supplier<Map<String, Long>> {
    private static final long PATIENCE_SECONDS = 5;

    private final Door door;

    public ServerCounters(Door door) {
        this.door = door;
    }

    /**
     * Counts by name; must not be called on a media thread.
     *
     * @throws KaskadoException 503 when the media server is not running
     */
    @Override
    public Map<String, Long> get() {
        try {
            return door.execute(new Command.ReadCounters())
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable(e);
        }
    }

    private static KaskadoException unavailable(Exception cause) {
        return new KaskadoException(
                ContentErrorCode.UNAVAILABLE, "the media server gives no counts: " + cause.getMessage(), cause);
    }
}
