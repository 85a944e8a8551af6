package org.kaskado.web;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Configuration;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.runtime.door.Door;
import org.kaskado.content.runtime.door.ServerSettings;
import org.kaskado.content.runtime.http.Transfers;

/** Ends transfers whose client stands still, of all web applications. */
@WebListener
public final class TransferWatch implements ServletContextListener {
    private static final long EVERY_SECONDS = 10;

    @Resource
    @SuppressWarnings("NullAway.Init") // injected
    private ManagedScheduledExecutorService timer;

    private @Nullable ScheduledFuture<?> watch;

    /** For the container. */
    public TransferWatch() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServerSettings settings = new ServerSettings(new Door());
        watch = timer.scheduleWithFixedDelay(() -> sweep(settings), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private static void sweep(ServerSettings settings) {
        try {
            Configuration known = settings.get();
            Transfers.server()
                    .sweep(
                            System.nanoTime(),
                            new Transfers.IdleLimits(
                                    known.duration("kaskado.transfer.download-idle"),
                                    known.duration("kaskado.transfer.upload-idle")));
        } catch (KaskadoException notReady) {
            System.getLogger(TransferWatch.class.getName())
                    .log(System.Logger.Level.DEBUG, "transfers are looked at again later", notReady);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (watch != null) {
            watch.cancel(false);
        }
    }
}
