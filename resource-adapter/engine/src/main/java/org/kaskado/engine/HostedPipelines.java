package org.kaskado.engine;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.pipeline.MediaObject;
import org.kaskado.runtime.MediaLoop;

/** The pipelines by id, each on its loop, and the leases that hold them. Ids may be looked up on any thread. */
final class HostedPipelines {
    private final EngineParts parts;
    private final List<MediaLoop> loops;
    private final MediaLoop control;
    private final Leases leases;
    private final Map<String, HostedPipeline> pipelines = new ConcurrentHashMap<>();
    private int nextLoop; // the control loop

    /** @param loops at least one; the first is the control loop */
    HostedPipelines(EngineParts parts, List<MediaLoop> loops) {
        this.parts = parts;
        this.loops = List.copyOf(loops);
        this.control = loops.get(0);
        this.leases = new Leases(control, parts.settings().leaseTimeoutMax(), this::releaseLapsed);
    }

    /** Lives on the control loop. */
    Leases leases() {
        return leases;
    }

    int count() {
        return pipelines.size();
    }

    /** Pipelines and elements. */
    long objectCount() {
        return pipelines.values().stream()
                .mapToLong(HostedPipeline::objectCount)
                .sum();
    }

    /** The pipeline that an object belongs to; fails with MEDIA_OBJECT_NOT_FOUND. */
    HostedPipeline of(String objectId) {
        HostedPipeline hosted = find(objectId);
        if (hosted == null) {
            throw HostedPipeline.notFound(objectId);
        }
        return hosted;
    }

    /** The pipeline that an object belongs to, if it is still there. */
    @Nullable
    HostedPipeline find(String objectId) {
        int end = objectId.indexOf('/');
        return pipelines.get(end < 0 ? objectId : objectId.substring(0, end));
    }

    /** An object that a parameter names, which may belong to another pipeline: then only its identity may be looked at. */
    MediaObject parameterObject(String id) {
        return of(id).object(id);
    }

    /** Makes a pipeline under a lease; call on the control loop. */
    CompletionStage<Object> create(String leaseId) {
        if (pipelines.size() >= parts.settings().pipelinesMax()) {
            throw new MediaException(
                    MediaErrorCode.NOT_ENOUGH_RESOURCES,
                    "there are " + pipelines.size() + " pipelines, as many as kaskado.pipelines.max allows");
        }
        MediaLoop loop = loops.get(nextLoop++ % loops.size());
        String id = UUID.randomUUID() + "_kurento.MediaPipeline";
        leases.hold(leaseId, id, loop);
        CompletableFuture<Object> made = new CompletableFuture<>();
        loop.execute(() -> {
            pipelines.put(id, new HostedPipeline(parts, id, loop, this::released));
            made.complete(new Command.ObjectRef(id, "MediaPipeline"));
        });
        return made;
    }

    /** Ends all pipelines; completes when their outputs are closed. */
    CompletionStage<Void> close() {
        return CompletableFuture.allOf(pipelines.values().stream()
                .map(hosted -> {
                    CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
                    hosted.loop()
                            .execute(() -> hosted.release(hosted.pipeline(), "the media engine is stopping")
                                    .whenComplete((done, failure) -> closed.complete(null)));
                    return closed;
                })
                .toArray(CompletableFuture<?>[]::new));
    }

    private void released(HostedPipeline hosted, String cause) {
        pipelines.remove(hosted.id());
        control.execute(() -> leases.forget(hosted.id()));
    }

    private void releaseLapsed(String pipelineId, MediaLoop loop) {
        loop.execute(() -> {
            HostedPipeline hosted = pipelines.get(pipelineId);
            if (hosted != null) {
                hosted.release(hosted.pipeline(), "its lease ended");
            }
        });
    }
}
