package org.kaskado.content.runtime.pump;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The frame of a stream: one step at a time, the watch over a stalled client, one end. */
abstract class Pump {
    private final AsyncContext exchange;
    private final PumpSettings settings;
    private final PumpEnd end;
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean waitsForClient;
    private final AtomicLong bytes = new AtomicLong();
    private long bytesAtLastLook = -1;
    private @Nullable ScheduledFuture<?> watch;

    Pump(AsyncContext exchange, PumpSettings settings, PumpEnd end) {
        this.exchange = exchange;
        this.settings = settings;
        this.end = end;
    }

    /** Moves bytes until one side has to be waited for. */
    abstract void move() throws IOException;

    /** Closes the byte stream of the pipeline. */
    abstract void closeMedia(@Nullable String cause);

    final void prepare() {
        long stallMs = settings.clientStall().toMillis();
        watch = settings.timer().scheduleWithFixedDelay(this::look, stallMs, stallMs, TimeUnit.MILLISECONDS);
    }

    /** The pipeline has something to do; called on a media thread, so it only posts. */
    final void wakeLater() {
        try {
            settings.executor().execute(this::step);
        } catch (RuntimeException e) {
            finish(new IOException("the server is too busy to go on with the stream", e));
        }
    }

    /** One party at a time moves bytes; a call that comes meanwhile makes it go round once more. */
    final void step() {
        if (steps.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            try {
                if (!ended.get()) {
                    move();
                }
            } catch (IOException | RuntimeException e) {
                finish(e);
            }
            seen = steps.addAndGet(-seen);
        } while (seen > 0);
    }

    final void moved(int count) {
        bytes.addAndGet(count);
    }

    final void waitsForClient(boolean waits) {
        waitsForClient = waits;
    }

    final boolean isEnded() {
        return ended.get();
    }

    /** Ends the stream; only the first call counts. */
    final void finish(@Nullable Throwable failure) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        if (watch != null) {
            watch.cancel(false);
        }
        try {
            closeMedia(failure == null ? null : describe(failure));
        } finally {
            try {
                end.ended(bytes.get(), failure);
            } finally {
                complete();
            }
        }
    }

    private void complete() {
        try {
            exchange.complete();
        } catch (IllegalStateException alreadyCompleted) {
            // the container ended the exchange first, for example because the client is gone
            System.getLogger(Pump.class.getName())
                    .log(System.Logger.Level.TRACE, "exchange was completed by the container", alreadyCompleted);
        }
    }

    private void look() {
        long now = bytes.get();
        boolean stalled = waitsForClient && now == bytesAtLastLook;
        bytesAtLastLook = now;
        if (stalled) {
            finish(new IOException(
                    "the client made no progress for " + settings.clientStall().toSeconds() + " s"));
        }
    }

    private static String describe(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
