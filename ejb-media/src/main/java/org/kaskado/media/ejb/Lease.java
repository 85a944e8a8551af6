package org.kaskado.media.ejb;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;

/**
 * One owner's hold on its pipelines: opened at the first need, renewed three times per timeout, closed at the end. When the
 * engine no longer knows it (the resource adapter was restarted, or this server slept), the next need opens a new one.
 */
final class Lease {
    private static final System.Logger LOG = System.getLogger(Lease.class.getName());
    private static final int RENEWALS_PER_TIMEOUT = 3;

    private final Door door;
    private final ManagedThreads threads;
    private final String owner;
    private final Supplier<CompletionStage<Duration>> timeouts;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CompletableFuture<String> current;
    private ManagedThreads.@Nullable Cancellation renewal;
    private boolean isClosed;

    /** @param timeouts asks for the time after which a silent owner's pipelines are released */
    Lease(Door door, ManagedThreads threads, String owner, Supplier<CompletionStage<Duration>> timeouts) {
        this.door = door;
        this.threads = threads;
        this.owner = owner;
        this.timeouts = timeouts;
    }

    /** The lease's id, of a lease that is opened now if need be. */
    CompletableFuture<String> id() {
        lock.lock();
        try {
            if (isClosed) {
                // The code by which applications know that they must look up a factory again.
                return CompletableFuture.failedFuture(new MediaException(
                        MediaErrorCode.INVALID_SESSION, "the pipeline factory of " + owner + " is closed"));
            }
            if (current == null || current.isCompletedExceptionally()) {
                current = open();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<String> open() {
        CompletableFuture<String> opened = new CompletableFuture<>();
        timeouts.get()
                .thenCompose(timeout -> door.send(new Command.OpenLease(owner, timeout))
                        .thenApply(id -> {
                            renewLater(opened, id, timeout.dividedBy(RENEWALS_PER_TIMEOUT));
                            return id;
                        }))
                .whenComplete((id, failure) -> {
                    if (failure == null) {
                        opened.complete(id);
                    } else {
                        opened.completeExceptionally(failure);
                    }
                });
        return opened;
    }

    private void renewLater(CompletableFuture<String> lease, String id, Duration period) {
        lock.lock();
        try {
            if (!isClosed) {
                renewal = threads.schedule(() -> renew(lease, id, period), period);
            }
        } finally {
            lock.unlock();
        }
    }

    private void renew(CompletableFuture<String> lease, String id, Duration period) {
        door.send(new Command.RenewLease(id)).whenComplete((nothing, failure) -> {
            if (failure != null && isUnknown(failure)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the lease of {0} is gone; a new one is opened when needed",
                        owner);
                forget(lease);
                return;
            }
            if (failure != null) {
                LOG.log(System.Logger.Level.WARNING, "cannot renew the lease of " + owner + "; trying again", failure);
            }
            renewLater(lease, id, period);
        });
    }

    /** Makes the next need open a new lease, unless that has happened already. */
    void forget(CompletableFuture<String> lease) {
        lock.lock();
        try {
            if (lease == current) {
                current = null;
                cancelRenewal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void cancelRenewal() {
        if (renewal != null) {
            renewal.cancel();
            renewal = null;
        }
    }

    static boolean isUnknown(Throwable failure) {
        return Door.asServerException(failure).getErrorCode() == MediaErrorCode.INVALID_SESSION.number();
    }

    /** Ends the lease; the stage completes when the engine has released what it held. Closing twice is silence. */
    CompletionStage<@Nullable Void> close() {
        CompletableFuture<String> held;
        lock.lock();
        try {
            isClosed = true;
            held = current;
            current = null;
            cancelRenewal();
        } finally {
            lock.unlock();
        }
        if (held == null) {
            return CompletableFuture.completedStage(null);
        }
        return held.thenCompose(id -> door.send(new Command.CloseLease(id)));
    }
}
