package org.kaskado.element.recorder;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.Caps;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.ContainerProfile;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.MediaFiles;
import org.kaskado.pipeline.NodeDemand;
import org.kaskado.pipeline.OperationTable;
import org.kaskado.pipeline.Pipeline;
import org.kaskado.pipeline.PlannedInputs;
import org.kaskado.pipeline.SinkPad;
import org.kaskado.pipeline.TrackKeeper;

/**
 * Records what reaches it into a file. The file is made by {@code record}; {@code Recording} is raised when media really
 * arrives. Time spent in pauses is cut out.
 *
 * <p>States: STOP → START ⇄ PAUSE → STOP; also START → STOP by an error, a full disk, or the end of the media when
 * {@code stopOnEndOfStream} was asked for. What was written stays playable in each case.
 */
public final class RecorderEndpoint extends Element {
    public static final ElementType<RecorderEndpoint> TYPE = new ElementType<>(
            "RecorderEndpoint",
            OperationTable.of(RecorderEndpoint.class)
                    .inherit(Element.OPERATIONS)
                    .property("uri", recorder -> recorder.uri)
                    .property("state", recorder -> recorder.state.name())
                    .later("record", (recorder, arguments) -> recorder.record())
                    .later("pause", (recorder, arguments) -> recorder.pause())
                    .later("stop", (recorder, arguments) -> {
                        recorder.stop();
                        return CompletableFuture.completedFuture(null);
                    })
                    .later("stopAndWait", (recorder, arguments) -> recorder.stop())
                    .build(),
            RecorderEndpoint::new);

    private final String uri;
    private final ContainerProfile profile;
    private final boolean isStoppedByEnd;
    private final TrackKeeper tracks;
    private State state = State.STOP;
    private @Nullable Recording recording;
    private @Nullable CompletableFuture<@Nullable Object> opening;
    private int generation;

    /** As the catalogue's {@code UriEndpointState}. */
    private enum State {
        STOP,
        START,
        PAUSE
    }

    private RecorderEndpoint(Pipeline pipeline, ElementType.Identity identity, Arguments arguments) {
        super(pipeline, identity);
        uri = arguments.string("uri");
        profile = ContainerProfile.of(arguments.string("mediaProfile"));
        isStoppedByEnd = arguments.flag("stopOnEndOfStream");
        tracks = new TrackKeeper(profile, pipeline::replan);
        giveSinks(tracks::policy);
    }

    @Override
    protected List<NodeDemand> nodes(PlannedInputs inputs) {
        Recording current = recording;
        List<Caps> caps = current == null || current.isOver()
                ? List.of()
                : tracks.tracks(inputs, sinks(), pipeline().services().loop());
        if (current == null || caps.isEmpty()) {
            sinks().forEach(sink -> sink.into(null));
            return List.of();
        }
        current.tracks(caps);
        for (SinkPad sink : sinks()) {
            sink.into(tracks.has(sink.kind()) ? current.key() : null);
        }
        return List.of(new NodeDemand(current.key(), current));
    }

    @Override
    protected void onWorkerLost(MediaException cause, boolean mayResume) {
        Recording lost = recording;
        if (lost != null) {
            lost.abandon();
            ended(lost);
        }
    }

    @Override
    protected void onClose() {
        if (recording != null) {
            recording.abandon();
        }
    }

    private CompletionStage<@Nullable Object> record() {
        if (opening != null) {
            return opening;
        }
        Recording current = recording;
        if (current != null && !current.isOver()) {
            return current.resume();
        }
        CompletableFuture<@Nullable Object> opened = new CompletableFuture<>();
        opening = opened;
        pipeline().services().files().create(uri).whenComplete((file, failure) -> {
            opening = null;
            if (file == null || failure != null) {
                MediaException cause = cause(failure);
                raiseError(cause.code(), String.valueOf(cause.getMessage()));
                opened.completeExceptionally(cause);
            } else if (isReleased()) {
                file.discardIfEmpty();
                opened.completeExceptionally(
                        new MediaException(MediaErrorCode.MEDIA_OBJECT_NOT_FOUND, id() + " was released"));
            } else {
                begin(file);
                opened.complete(null);
            }
        });
        return opened;
    }

    private void begin(MediaFiles.Output file) {
        tracks.reset();
        recording = new Recording(
                id() + "#recording" + generation++,
                profile.container(),
                file,
                pipeline().services().loop(),
                new Watch());
        pipeline().replan();
    }

    private CompletionStage<@Nullable Object> pause() {
        Recording current = recording;
        return current == null ? CompletableFuture.completedFuture(null) : current.pause();
    }

    private CompletionStage<@Nullable Object> stop() {
        Recording current = recording;
        return current == null ? CompletableFuture.completedFuture(null) : current.stop();
    }

    private void ended(Recording ended) {
        if (recording != ended) {
            return;
        }
        recording = null;
        tracks.reset();
        if (state != State.STOP || ended.hasNode()) {
            raise("Stopped", Map.of());
        }
        become(State.STOP);
        pipeline().replan();
    }

    private void become(State next) {
        if (state != next) {
            state = next;
            raise("UriEndpointStateChanged", Map.of("state", next.name()));
        }
    }

    private static MediaException cause(@Nullable Throwable failure) {
        Throwable cause = failure == null || failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof MediaException refusal) {
            return refusal;
        }
        return failure instanceof MediaException refusal
                ? refusal
                : new MediaException(MediaErrorCode.UNEXPECTED_ERROR, "record failed: " + failure, failure);
    }

    /** Hears how a recording goes on. */
    private final class Watch implements Recording.Watcher {
        @Override
        public void onRecording() {
            raise("Recording", Map.of());
            become(State.START);
        }

        @Override
        public void onPaused() {
            raise("Paused", Map.of());
            become(State.PAUSE);
        }

        @Override
        public void onEndOfMedia(Recording source) {
            if (isStoppedByEnd) {
                source.stop();
            }
        }

        @Override
        public void onStopped(Recording source) {
            ended(source);
        }

        @Override
        public void onFailure(Recording source, MediaErrorCode code, String message) {
            raiseError(code, message);
            ended(source);
        }

        @Override
        public void onDiskFull(Recording source, String path) {
            raiseError(
                    MediaErrorCode.NOT_ENOUGH_RESOURCES,
                    "the disk of '" + path
                            + "' has less free space than kaskado.disk.floor-bytes; the recording was ended");
            source.stop();
        }
    }
}
