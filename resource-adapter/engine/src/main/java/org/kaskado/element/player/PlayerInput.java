package org.kaskado.element.player;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.Caps;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.MediaFiles;
import org.kaskado.pipeline.NodeDemand;
import org.kaskado.pipeline.NodeHandle;
import org.kaskado.pipeline.NodeOwner;
import org.kaskado.pipeline.SourcePad;
import org.kaskado.processing.NodeSpec;
import org.kaskado.runtime.MediaLoop;

/** One opening of a player's URI: the opened bytes, the demuxing node that reads them, and where it is. */
final class PlayerInput implements NodeOwner {
    private static final long NS_PER_MS = 1_000_000;

    private final Element player;
    private final MediaFiles.Input file;
    private final Watcher watcher;
    private final String key;
    private final CompletableFuture<@Nullable Object> started = new CompletableFuture<>();
    private final PlayClock clock;
    private Phase phase = Phase.PROBING;
    private long startPositionMs;
    private @Nullable NodeHandle node;

    private enum Phase {
        PROBING,
        KNOWN,
        /** At its end, and the bytes cannot be read again. */
        SPENT,
        CLOSED
    }

    /** Hears of what happens by itself. */
    interface Watcher {
        void onEnd();

        void onFailure(MediaException cause);
    }

    PlayerInput(Element player, MediaFiles.Input file, Watcher watcher) {
        this.player = player;
        this.file = file;
        this.watcher = watcher;
        this.key = player.id() + "#" + System.identityHashCode(this);
        this.clock = new PlayClock(player.pipeline().services().loop());
    }

    List<NodeDemand> demand() {
        return phase == Phase.CLOSED ? List.of() : List.of(new NodeDemand(key, this));
    }

    boolean isKnown() {
        return phase == Phase.KNOWN;
    }

    boolean isSpent() {
        return phase == Phase.SPENT || phase == Phase.CLOSED;
    }

    /** Completes when media flows from the position on. */
    CompletionStage<@Nullable Object> start(long positionMs) {
        startPositionMs = positionMs;
        clock.set(positionMs);
        return started;
    }

    CompletionStage<@Nullable Object> play() {
        return command("play", Map.of()).thenApply(done -> {
            clock.run();
            return null;
        });
    }

    CompletionStage<@Nullable Object> pause() {
        return started.thenCompose(running -> {
            clock.halt();
            return command("pause", Map.of());
        });
    }

    CompletionStage<@Nullable Object> stop() {
        clock.halt();
        clock.set(0);
        if (!file.isSeekable()) {
            phase = Phase.SPENT;
        }
        return command("stop", Map.of()).thenApply(done -> null);
    }

    CompletionStage<@Nullable Object> seek(long positionMs) {
        if (!file.isSeekable()) {
            return CompletableFuture.failedFuture(new MediaException(
                    MediaErrorCode.PLAYER_SEEK_FAIL, "Seek fails: the source cannot be read from the middle"));
        }
        long target = Math.max(0, positionMs);
        return started.thenCompose(running -> seekNow(target));
    }

    private CompletionStage<@Nullable Object> seekNow(long targetMs) {
        return command("seek", Map.of("positionMs", targetMs)).thenApply(done -> {
            clock.set(targetMs);
            return null;
        });
    }

    /** Where playing is; by the clock while another worker takes over. */
    CompletionStage<@Nullable Object> position() {
        if (!started.isDone()) {
            return CompletableFuture.completedFuture(clock.positionMs());
        }
        return command("position", Map.of());
    }

    CompletionStage<Map<String, @Nullable Object>> info() {
        return command("info", Map.of())
                .thenApply(value -> videoInfo(value instanceof Map<?, ?> info ? info : Map.of()));
    }

    /** Where playing is by the loop's clock, for times when no worker can be asked. */
    long estimatedPositionMs() {
        return clock.positionMs();
    }

    /** Ends the input; a start that still waits fails with the cause. */
    void close(MediaException cause) {
        if (phase != Phase.CLOSED) {
            phase = Phase.CLOSED;
            file.close();
            started.completeExceptionally(cause);
        }
    }

    @Override
    public NodeSpec spec(NodeHandle handle) {
        node = handle;
        long stream = handle.openInput(file::read);
        return new NodeSpec.Demux(
                new NodeSpec.InputStreamSpec(
                        stream, file.lengthBytes(), file.isSeekable(), file.contentType(), file.name()),
                NodeSpec.Pacing.CLOCK);
    }

    @Override
    public void onPads(List<Caps> pads) {
        if (phase == Phase.CLOSED) {
            return;
        }
        for (SourcePad source : player.sources()) {
            pads.stream()
                    .filter(caps -> caps.kind() == source.kind())
                    .findFirst()
                    .ifPresentOrElse(caps -> source.offer(key, caps), source::offerNothing);
        }
        boolean isFirst = phase == Phase.PROBING;
        phase = Phase.KNOWN;
        player.pipeline().replan();
        if (isFirst) {
            begin();
        }
    }

    private void begin() {
        if (startPositionMs > 0 && file.isSeekable()) {
            seekNow(startPositionMs);
        }
        play().whenComplete((done, failure) -> {
            if (failure == null) {
                started.complete(null);
            } else {
                started.completeExceptionally(cause(failure, "play"));
            }
        });
    }

    @Override
    public void onEvent(String type, Map<String, @Nullable Object> data) {
        if (type.equals("EndOfStream") && phase == Phase.KNOWN) {
            clock.halt();
            clock.set(0);
            if (file.isSeekable()) {
                command("stop", Map.of());
            } else {
                phase = Phase.SPENT;
            }
            watcher.onEnd();
        }
    }

    @Override
    public void onRefused(MediaErrorCode code, String message) {
        MediaException cause = new MediaException(code, message);
        if (!started.completeExceptionally(cause) && phase != Phase.CLOSED) {
            watcher.onFailure(cause);
        }
    }

    private CompletionStage<@Nullable Object> command(String verb, Map<String, @Nullable Object> arguments) {
        if (node == null) {
            return CompletableFuture.failedFuture(
                    new MediaException(MediaErrorCode.UNEXPECTED_ERROR, "the player is still being opened"));
        }
        return node.command(verb, arguments);
    }

    static Map<String, @Nullable Object> videoInfo(Map<?, ?> info) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("isSeekable", Boolean.TRUE.equals(info.get("isSeekable")));
        members.put("seekableInit", number(info.get("seekableInitMs")));
        members.put("seekableEnd", number(info.get("seekableEndMs")));
        members.put("duration", number(info.get("durationMs")));
        return PlayerEndpoint.register(members);
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    static MediaException cause(@Nullable Throwable failure, String what) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (cause instanceof MediaException refusal) {
            return refusal;
        }
        return new MediaException(MediaErrorCode.UNEXPECTED_ERROR, what + " failed: " + cause, cause);
    }

    /** Where playing is: runs with the loop's clock, halts in pauses. */
    private static final class PlayClock {
        private final MediaLoop loop;
        private long baseMs;
        private long sinceNs = NOT_RUNNING;

        private static final long NOT_RUNNING = Long.MIN_VALUE;

        PlayClock(MediaLoop loop) {
            this.loop = loop;
        }

        void run() {
            if (sinceNs == NOT_RUNNING) {
                sinceNs = loop.nowNs();
            }
        }

        void halt() {
            baseMs = positionMs();
            sinceNs = NOT_RUNNING;
        }

        void set(long positionMs) {
            baseMs = positionMs;
            sinceNs = sinceNs == NOT_RUNNING ? NOT_RUNNING : loop.nowNs();
        }

        long positionMs() {
            return sinceNs == NOT_RUNNING ? baseMs : baseMs + (loop.nowNs() - sinceNs) / NS_PER_MS;
        }
    }
}
