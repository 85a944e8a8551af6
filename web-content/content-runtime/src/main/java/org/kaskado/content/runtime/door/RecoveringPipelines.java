package org.kaskado.content.runtime.door;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kaskado.media.MediaPipeline;
import org.kaskado.media.MediaPipelineFactory;
import org.kaskado.media.MediaServerException;

/**
 * The application's pipelines: one lease for all, so that an application that vanishes frees what it made. When Kaskado was
 * deployed anew, the old factory fails; then it is looked up again, once.
 */
public final class RecoveringPipelines implements MediaPipelineFactory {
    private final Supplier<MediaPipelineFactory> lookup;
    private final String owner;
    private final AtomicReference<@Nullable MediaPipelineFactory> current = new AtomicReference<>();

    /**
     * Looks nothing up yet.
     *
     * @param lookup finds the server's factory
     * @param owner whose pipelines they are, for logs and statistics
     */
    public RecoveringPipelines(Supplier<MediaPipelineFactory> lookup, String owner) {
        this.lookup = lookup;
        this.owner = owner;
    }

    @Override
    public MediaPipeline create() {
        return with(MediaPipelineFactory::create);
    }

    @Override
    public CompletionStage<MediaPipeline> createAsync() {
        return with(MediaPipelineFactory::createAsync);
    }

    @Override
    public MediaPipelineFactory forOwner(String other) {
        return with(factory -> factory.forOwner(other));
    }

    @Override
    public Map<String, String> settings() {
        return with(MediaPipelineFactory::settings);
    }

    @Override
    public void close() {
        MediaPipelineFactory factory = current.getAndSet(null);
        if (factory != null) {
            factory.close();
        }
    }

    private <T> T with(Function<MediaPipelineFactory, T> use) {
        MediaPipelineFactory known = current.get();
        if (known != null) {
            try {
                return use.apply(known);
            } catch (MediaServerException answered) {
                if (answered.getErrorCode() != INVALID_SESSION) {
                    throw answered;
                }
                current.compareAndSet(known, null); // the lease has lapsed
            } catch (RuntimeException stale) {
                current.compareAndSet(known, null);
            }
        }
        MediaPipelineFactory fresh = lookup.get().forOwner(owner);
        if (!current.compareAndSet(null, fresh)) {
            fresh.close();
            MediaPipelineFactory other = current.get();
            return use.apply(other == null ? lookup.get() : other);
        }
        return use.apply(fresh);
    }

    /** MediaErrorCode.INVALID_SESSION. */
    private static final int INVALID_SESSION = 40007;
}
