package org.kaskado.engine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaEvent;
import org.kaskado.connector.MediaException;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.MediaFiles;
import org.kaskado.pipeline.MediaObject;
import org.kaskado.pipeline.MediaUrls;
import org.kaskado.pipeline.Pipeline;
import org.kaskado.pipeline.PipelineServices;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.workers.WorkerPool;

/**
 * A pipeline with what the engine keeps for it: its objects by id, who subscribed to what, the count of its events.
 * Lives on one loop.
 */
final class HostedPipeline implements PipelineServices {
    private static final System.Logger LOG = System.getLogger("org.kaskado.engine");

    private final EngineParts parts;
    private final MediaLoop loop;
    private final BiConsumer<HostedPipeline, String> onReleased;
    private final Map<String, MediaObject> objects = new ConcurrentHashMap<>(); // other loops may look ids up
    private final Map<String, Subscription> subscriptions = new HashMap<>();
    private final MediaFiles files;
    private final MediaUrls urls;
    private final Pipeline pipeline;
    private long sequence;

    private record Subscription(String objectId, String event) {}

    /** @param onReleased hears on the loop that the pipeline is gone */
    HostedPipeline(EngineParts parts, String id, MediaLoop loop, BiConsumer<HostedPipeline, String> onReleased) {
        this.parts = parts;
        this.loop = loop;
        this.onReleased = onReleased;
        this.files = parts.files().on(loop);
        this.urls = parts.tokens().on(loop);
        this.pipeline = new Pipeline(identity(id, "MediaPipeline"), this, parts.codecThreads());
        objects.put(id, pipeline);
    }

    String id() {
        return pipeline.id();
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** The pipeline and its elements; any thread may ask. */
    int objectCount() {
        return objects.size();
    }

    /** A live object; fails with MEDIA_OBJECT_NOT_FOUND. */
    MediaObject object(String id) {
        MediaObject object = objects.get(id);
        if (object == null) {
            throw notFound(id);
        }
        return object;
    }

    @Nullable
    MediaObject objectOrNull(String id) {
        return objects.get(id);
    }

    static MediaException notFound(String id) {
        return new MediaException(MediaErrorCode.MEDIA_OBJECT_NOT_FOUND, "Object '" + id + "' not found");
    }

    /** Makes an object of this pipeline. */
    <T extends MediaObject> MediaObject create(ElementType<T> type, String qualifiedName, Arguments arguments) {
        if (objects.size() > parts.settings().elementsMax()) {
            throw new MediaException(
                    MediaErrorCode.NOT_ENOUGH_RESOURCES,
                    "the pipeline has " + parts.settings().elementsMax()
                            + " elements, as many as kaskado.elements.max allows");
        }
        String id = pipeline.id() + "/" + UUID.randomUUID() + "_" + qualifiedName;
        MediaObject object = type.factory().create(pipeline, identity(id, type.name()), arguments);
        objects.put(id, object);
        if (object instanceof Element element) {
            pipeline.add(element);
        } else {
            pipeline.adopt(object);
        }
        return object;
    }

    /** Ends an object; for the pipeline itself the stage completes when its outputs are closed. */
    CompletionStage<@Nullable Void> release(MediaObject object, String cause) {
        if (object == pipeline) {
            return pipeline.close(cause);
        }
        object.release(cause);
        return CompletableFuture.completedFuture(null);
    }

    String subscribe(String objectId, String event) {
        parts.signatures().checkEvent(object(objectId), event);
        String id = UUID.randomUUID().toString();
        subscriptions.put(id, new Subscription(objectId, event));
        return id;
    }

    void unsubscribe(String subscriptionId) {
        subscriptions.remove(subscriptionId);
    }

    @Override
    public MediaLoop loop() {
        return loop;
    }

    @Override
    public WorkerPool workers() {
        return parts.workers();
    }

    @Override
    public long wallclockMs() {
        return parts.wallclock().millis();
    }

    @Override
    public boolean isTranscodingAllowed() {
        return parts.settings().isTranscodingAllowed();
    }

    @Override
    public long probeLimitNs() {
        return parts.settings().probeTimeout().toNanos();
    }

    @Override
    public void raise(MediaObject source, String event, Map<String, @Nullable Object> members) {
        if (event.equals("Error")) {
            log(System.Logger.Level.WARNING, source.id() + ": " + members.get("description"));
        }
        if (!subscriptions.containsValue(new Subscription(source.id(), event))) {
            return;
        }
        long nowMs = wallclockMs();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("source", source.id());
        data.put("timestampMillis", Long.toString(nowMs));
        data.put("tags", source.eventTags());
        if (parts.signatures().isNamedInData(event)) {
            data.put("type", event);
        }
        data.putAll(members);
        parts.events().accept(new MediaEvent.Raised(id(), ++sequence, source.id(), event, nowMs, data));
    }

    @Override
    public void released(MediaObject object, String cause) {
        objects.remove(object.id());
        subscriptions.values().removeIf(subscription -> subscription.objectId().equals(object.id()));
        parts.events().accept(new MediaEvent.Released(pipeline.id(), ++sequence, object.id(), cause));
        if (object == pipeline) {
            onReleased.accept(this, cause);
        }
    }

    @Override
    public void log(System.Logger.Level level, String text) {
        LOG.log(level, text.startsWith(pipeline.id()) ? text : pipeline.id() + ": " + text);
    }

    @Override
    public MediaFiles files() {
        return files;
    }

    @Override
    public MediaUrls urls() {
        return urls;
    }

    private ElementType.Identity identity(String id, String type) {
        return new ElementType.Identity(id, type, parts.wallclock().millis() / 1_000);
    }
}
