package org.kaskado.media.ejb;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.kaskado.connector.Command;
import org.kaskado.media.MediaPipeline;
import org.kaskado.media.MediaPipelineFactory;

/** The pipelines of one owner, held by its lease. */
final class LeasedPipelines implements MediaPipelineFactory {
    private final MediaEngineClient engine;
    private final Lease lease;
    private final Consumer<LeasedPipelines> onClose;

    /** @param onClose called when the owner closes its factory */
    LeasedPipelines(MediaEngineClient engine, Lease lease, Consumer<LeasedPipelines> onClose) {
        this.engine = engine;
        this.lease = lease;
        this.onClose = onClose;
    }

    @Override
    public MediaPipeline create() {
        return reference(engine.door().await(send(), "create MediaPipeline"));
    }

    @Override
    public CompletionStage<MediaPipeline> createAsync() {
        return engine.door().onManagedThread(send(), this::reference);
    }

    private MediaPipeline reference(Command.ObjectRef created) {
        return (MediaPipeline) engine.objects().reference(created.id(), "MediaPipeline");
    }

    /** A lease that the engine has forgotten is replaced, once. */
    private CompletionStage<Command.ObjectRef> send() {
        CompletableFuture<String> held = lease.id();
        return held.thenCompose(this::createUnder).exceptionallyCompose(failure -> {
            if (!Lease.isUnknown(failure)) {
                return CompletableFuture.failedStage(failure);
            }
            lease.forget(held);
            return lease.id().thenCompose(this::createUnder);
        });
    }

    private CompletionStage<Command.ObjectRef> createUnder(String leaseId) {
        return engine.door().send(new Command.Create(leaseId, "MediaPipeline", Map.of()));
    }

    @Override
    public MediaPipelineFactory forOwner(String owner) {
        return engine.forOwner(owner);
    }

    @Override
    public Map<String, String> settings() {
        return engine.settings();
    }

    @Override
    public void close() {
        onClose.accept(this);
        engine.door().await(lease.close(), "release the pipelines of a factory");
    }
}
