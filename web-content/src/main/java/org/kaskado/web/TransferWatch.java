package org.kaskado.web;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
        watch = timer.scheduleWithFixedDelay(
                () -> Transfers.server().sweep(System.nanoTime()), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (watch != null) {
            watch.cancel(false);
        }
    }
}
