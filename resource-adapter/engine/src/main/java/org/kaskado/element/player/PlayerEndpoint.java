package org.kaskado.element.player;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.MediaFiles;
import org.kaskado.pipeline.NodeDemand;
import org.kaskado.pipeline.OperationTable;
import org.kaskado.pipeline.Pipeline;
import org.kaskado.pipeline.PlannedInputs;
import org.kaskado.pipeline.Register;
import org.kaskado.pipeline.SourcePad;

/**
 * Plays a file or an HTTP resource. The URI is opened by {@code play}, not before; its caps are known when {@code play}
 * answers.
 *
 * <p>States: STOP → START ⇄ PAUSE → STOP; the end of the media leads to STOP.
 */
public final class PlayerEndpoint extends Element {
    public static final ElementType<PlayerEndpoint> TYPE = new ElementType<>(
            "PlayerEndpoint",
            OperationTable.of(PlayerEndpoint.class)
                    .inherit(Element.OPERATIONS)
                    .property("uri", player -> player.uri)
                    .property("state", player -> player.state.name())
                    .property("elementGstreamerDot", player -> "digraph player {\n  \"" + player.id() + "\";\n}\n")
                    .later("play", (player, arguments) -> player.play())
                    .later("pause", (player, arguments) -> player.pause())
                    .later("stop", (player, arguments) -> player.stop())
                    .later("getVideoInfo", (player, arguments) -> player.videoInfo())
                    .later("getPosition", (player, arguments) -> player.position())
                    .later("setPosition", (player, arguments) -> player.seek(arguments.integer("position")))
                    .build(),
            PlayerEndpoint::new);

    private final String uri;
    private State state = State.STOP;
    private @Nullable PlayerInput input;
    private @Nullable CompletableFuture<@Nullable Object> opening;

    /** As the catalogue's {@code UriEndpointState}. */
    private enum State {
        STOP,
        START,
        PAUSE
    }

    private PlayerEndpoint(Pipeline pipeline, ElementType.Identity identity, Arguments arguments) {
        super(pipeline, identity);
        this.uri = arguments.string("uri");
        giveSources(kind -> SourcePad.Origin.PRODUCES);
    }

    @Override
    protected List<NodeDemand> nodes(PlannedInputs inputs) {
        return input == null ? List.of() : input.demand();
    }

    @Override
    protected void onClose() {
        closeInput();
    }

    @Override
    protected void onWorkerLost(MediaException cause, boolean mayResume) {
        PlayerInput former = input;
        State before = state;
        closeInput(cause);
        if (former == null || before == State.STOP) {
            return;
        }
        if (!mayResume) {
            become(State.STOP);
            return;
        }
        long positionMs = former.estimatedPositionMs();
        open(positionMs).whenComplete((done, failure) -> {
            if (failure == null && before == State.PAUSE) {
                pause();
            }
        });
    }

    private CompletionStage<@Nullable Object> play() {
        if (opening != null) {
            return opening;
        }
        PlayerInput current = input;
        if (state == State.START) {
            return CompletableFuture.completedFuture(null);
        }
        if (current == null || current.isSpent()) {
            closeInput();
            return open(0);
        }
        return current.play().thenApply(done -> become(State.START));
    }

    /** Opens the URI, waits until its pads are known and starts at a position. */
    private CompletionStage<@Nullable Object> open(long positionMs) {
        CompletableFuture<@Nullable Object> started = new CompletableFuture<>();
        opening = started;
        pipeline().services().files().open(uri).whenComplete((file, failure) -> {
            if (isReleased()) {
                if (file != null) {
                    file.close();
                }
                started.completeExceptionally(
                        new MediaException(MediaErrorCode.MEDIA_OBJECT_NOT_FOUND, id() + " was released"));
            } else if (failure != null || file == null) {
                fail(started, PlayerInput.cause(failure, uri));
            } else if (opening != started) {
                file.close();
                started.completeExceptionally(
                        new MediaException(MediaErrorCode.UNEXPECTED_ERROR, "stopped while " + uri + " was opened"));
            } else {
                begin(file, positionMs, started);
            }
        });
        return started;
    }

    private void begin(MediaFiles.Input file, long positionMs, CompletableFuture<@Nullable Object> started) {
        PlayerInput opened = new PlayerInput(this, file, new Watch());
        input = opened;
        opened.start(positionMs).whenComplete((done, failure) -> {
            if (failure != null) {
                if (input == opened) {
                    closeInput();
                }
                fail(started, PlayerInput.cause(failure, uri));
            } else {
                settle(started);
                become(State.START);
                started.complete(null);
            }
        });
        pipeline().replan();
    }

    private void fail(CompletableFuture<@Nullable Object> started, MediaException cause) {
        settle(started);
        become(State.STOP);
        if (cause.code() != MediaErrorCode.WORKER_LOST) {
            raiseError(cause.code(), String.valueOf(cause.getMessage()));
        }
        started.completeExceptionally(cause);
    }

    private void settle(CompletableFuture<@Nullable Object> started) {
        if (opening == started) {
            opening = null;
        }
    }

    private CompletionStage<@Nullable Object> pause() {
        PlayerInput current = input;
        if (state != State.START || current == null) {
            return CompletableFuture.completedFuture(null);
        }
        return current.pause().thenApply(done -> become(State.PAUSE));
    }

    private CompletionStage<@Nullable Object> stop() {
        opening = null;
        PlayerInput current = input;
        if (state == State.STOP || current == null) {
            closeInputIfIdle();
            return CompletableFuture.completedFuture(null);
        }
        CompletionStage<@Nullable Object> stopped = current.stop();
        become(State.STOP);
        return stopped;
    }

    private void closeInputIfIdle() {
        if (input != null && !input.isKnown()) {
            closeInput();
            pipeline().replan();
        }
    }

    private CompletionStage<@Nullable Object> videoInfo() {
        PlayerInput current = input;
        if (current == null || state == State.STOP || !current.isKnown()) {
            return CompletableFuture.completedFuture(PlayerInput.videoInfo(Map.of()));
        }
        return current.info().thenApply(info -> info);
    }

    private CompletionStage<@Nullable Object> position() {
        PlayerInput current = input;
        if (current == null || state == State.STOP) {
            return CompletableFuture.completedFuture(0L);
        }
        return current.position();
    }

    private CompletionStage<@Nullable Object> seek(long positionMs) {
        PlayerInput current = input;
        if (current == null || state == State.STOP) {
            return CompletableFuture.failedFuture(new MediaException(
                    MediaErrorCode.PLAYER_SEEK_FAIL, "Seek fails: the player is stopped; call play first"));
        }
        return current.seek(positionMs);
    }

    private @Nullable Object become(State next) {
        if (state != next) {
            state = next;
            raise("UriEndpointStateChanged", Map.of("state", next.name()));
        }
        return null;
    }

    private void closeInput() {
        closeInput(
                new MediaException(MediaErrorCode.UNEXPECTED_ERROR, "the player was stopped while it opened " + uri));
    }

    /** Closes the input; a play that still waits for it fails with the cause. */
    private void closeInput(MediaException cause) {
        PlayerInput former = input;
        input = null;
        if (former != null) {
            former.close(cause);
            sources().forEach(SourcePad::withdraw);
        }
    }

    /** Hears how the input goes on. */
    private final class Watch implements PlayerInput.Watcher {
        @Override
        public void onEnd() {
            become(State.STOP);
            raise("EndOfStream", Map.of());
        }

        @Override
        public void onFailure(MediaException cause) {
            closeInput();
            become(State.STOP);
            raiseError(cause.code(), String.valueOf(cause.getMessage()));
            pipeline().replan();
        }
    }

    static Map<String, @Nullable Object> register(Map<String, @Nullable Object> members) {
        return Register.of("VideoInfo", members);
    }
}
