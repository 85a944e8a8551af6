package org.kaskado.element.recorder;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.frame.Caps;
import org.kaskado.pipeline.MediaFiles;
import org.kaskado.pipeline.NodeHandle;
import org.kaskado.pipeline.NodeOwner;
import org.kaskado.processing.NodeSpec;
import org.kaskado.runtime.MediaLoop;

/** One file that is being written: its muxing node, and what was asked of it before the node was there. */
final class Recording implements NodeOwner {
    private static final long SPACE_CHECK_NS =
            TimeUnit.SECONDS.toNanos(2); // a fast source writes some 20 MB in that time

    private final String key;
    private final String container;
    private final MediaFiles.Output file;
    private final MediaLoop loop;
    private final Watcher watcher;
    private final CompletableFuture<@Nullable Object> stopped = new CompletableFuture<>();
    private Phase phase = Phase.WAITING;
    private Wish wish = Wish.RECORD;
    private List<Caps> tracks = List.of();
    private @Nullable NodeHandle node;
    private MediaLoop.@Nullable Deadline spaceCheck;

    private enum Phase {
        /** For sources that say what they give. */
        WAITING,
        WRITING,
        STOPPING,
        OVER
    }

    private enum Wish {
        RECORD,
        PAUSE
    }

    /** Hears how the recording goes on. */
    interface Watcher {
        void onRecording();

        void onPaused();

        void onEndOfMedia(Recording source);

        void onStopped(Recording source);

        void onFailure(Recording source, MediaErrorCode code, String message);

        void onDiskFull(Recording source, String path);
    }

    Recording(String key, String container, MediaFiles.Output file, MediaLoop loop, Watcher watcher) {
        this.key = key;
        this.container = container;
        this.file = file;
        this.loop = loop;
        this.watcher = watcher;
    }

    String key() {
        return key;
    }

    boolean isOver() {
        return phase == Phase.OVER;
    }

    boolean hasNode() {
        return node != null;
    }

    void tracks(List<Caps> known) {
        tracks = known;
    }

    CompletionStage<@Nullable Object> resume() {
        boolean isPaused = wish == Wish.PAUSE;
        wish = Wish.RECORD;
        return isPaused && node != null ? node.command("record", Map.of()) : CompletableFuture.completedFuture(null);
    }

    CompletionStage<@Nullable Object> pause() {
        if (wish == Wish.PAUSE || phase == Phase.STOPPING || phase == Phase.OVER) {
            return CompletableFuture.completedFuture(null);
        }
        wish = Wish.PAUSE;
        if (node == null) {
            watcher.onPaused();
            return CompletableFuture.completedFuture(null);
        }
        return node.command("pause", Map.of());
    }

    /** Ends the recording; completes when the file is whole and closed. */
    CompletionStage<@Nullable Object> stop() {
        if (phase == Phase.WAITING) {
            file.discardIfEmpty();
            over();
            watcher.onStopped(this);
        } else if (phase == Phase.WRITING && node != null) {
            phase = Phase.STOPPING;
            node.command("stop", Map.of()).whenComplete((done, failure) -> {
                if (phase == Phase.STOPPING) {
                    over();
                    if (failure == null) {
                        watcher.onStopped(this);
                    } else {
                        watcher.onFailure(
                                this,
                                MediaErrorCode.UNEXPECTED_ERROR,
                                "'" + file.path() + "' was not closed: " + failure);
                    }
                }
            });
        }
        return stopped;
    }

    /** The node is gone, or goes with its element; the worker leaves the file playable by itself. */
    void abandon() {
        if (phase == Phase.WAITING) {
            file.discardIfEmpty();
        }
        over();
    }

    @Override
    public NodeSpec spec(NodeHandle handle) {
        node = handle;
        phase = Phase.WRITING;
        return new NodeSpec.Mux(container, tracks, new NodeSpec.OutputSpec.ToFile(file.path()), false);
    }

    @Override
    public void onPlaced(NodeHandle handle) {
        handle.command("record", Map.of());
        if (wish == Wish.PAUSE) {
            handle.command("pause", Map.of());
        }
        checkSpaceLater();
    }

    @Override
    public void onEvent(String type, Map<String, @Nullable Object> data) {
        if (phase != Phase.WRITING) {
            return;
        }
        switch (type) {
            case "Recording" -> watcher.onRecording();
            case "Paused" -> watcher.onPaused();
            case "EndOfStream" -> watcher.onEndOfMedia(this);
            default -> {
                // Stopped is told by the answer to the command
            }
        }
    }

    @Override
    public void onRefused(MediaErrorCode code, String message) {
        if (phase != Phase.OVER) {
            file.discardIfEmpty();
            over();
            watcher.onFailure(this, code, message);
        }
    }

    private void checkSpaceLater() {
        spaceCheck = loop.at(
                loop.nowNs() + SPACE_CHECK_NS,
                () -> file.hasSpace().whenComplete((hasSpace, failure) -> {
                    if (phase != Phase.WRITING) {
                        return;
                    }
                    if (Boolean.FALSE.equals(hasSpace)) {
                        watcher.onDiskFull(this, file.path());
                    } else {
                        checkSpaceLater();
                    }
                }));
    }

    private void over() {
        phase = Phase.OVER;
        if (spaceCheck != null) {
            spaceCheck.cancel();
        }
        stopped.complete(null);
    }
}
