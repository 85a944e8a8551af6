package org.kaskado.worker.container.ffmpeg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.Caps;
import org.kaskado.processing.NodeSpec;
import org.kaskado.worker.container.ByteInput;
import org.kaskado.worker.container.SequentialInput;
import org.kaskado.worker.container.TrackClock;
import org.kaskado.worker.frame.ffmpeg.CodedItem;
import org.kaskado.worker.graph.NodeContext;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.graph.SourceLoop;

/** The part of a {@link DemuxNode} that works on the source's own thread: container, clocks, and the frame that waits. */
final class DemuxPlayer implements SourceLoop.Source {
    private static final long NS_PER_MS = 1_000_000;

    private final NodeContext context;
    private final NodeSpec.Demux spec;
    private final ByteInput input;
    private final AtomicLong positionNs;
    private final Supplier<SourceLoop> loop;
    private final Map<InputTrack, TrackClock> clocks = new HashMap<>();
    private @Nullable InputContainer container;
    private @Nullable CodedItem waiting;
    private String waitingPad = "";
    private boolean isPlaying;
    private boolean isAtEnd;
    private boolean mustRestartClock = true;
    private long pausedAtNs;
    private long lastEmittedNs;

    /**
     * Opens nothing yet.
     *
     * @param positionNs where the player writes how far it is in the file
     * @param loop the loop that runs this, from its first step on
     */
    DemuxPlayer(
            NodeContext context,
            NodeSpec.Demux spec,
            ByteInput input,
            AtomicLong positionNs,
            Supplier<SourceLoop> loop) {
        this.context = context;
        this.spec = spec;
        this.input = input;
        this.positionNs = positionNs;
        this.loop = loop;
    }

    @Override
    public void start() throws NodeException {
        InputContainer opened = new InputContainer(orderly(), spec.stream().nameHint());
        container = opened;
        opened.tracks().forEach(track -> clocks.put(track, new TrackClock()));
        context.padsKnown(pads());
    }

    private ByteInput orderly() throws NodeException {
        try {
            return SequentialInput.of(input);
        } catch (IOException broken) {
            throw new NodeException(
                    NodeException.FORMAT, "The input's bytes broke off: " + broken.getMessage(), broken);
        }
    }

    @Override
    public boolean isFlowing() {
        return isPlaying;
    }

    @Override
    public void step() throws NodeException {
        CodedItem item = waiting;
        if (item == null) {
            item = readItem();
            waiting = item;
        }
        if (item == null) {
            finish();
            return;
        }
        boolean isDue = spec.pacing() == NodeSpec.Pacing.UNPACED || loop.get().awaitTime(item.dtsNs());
        if (isDue && loop.get().awaitRoom(waitingPad)) {
            waiting = null;
            lastEmittedNs = Math.max(lastEmittedNs, item.dtsNs() + item.durationNs());
            context.emit(waitingPad, item);
        }
    }

    @Override
    public void closed() {
        dropWaiting();
        if (container != null) {
            container.close();
        }
    }

    void play() throws NodeException {
        if (isPlaying) {
            return;
        }
        if (isAtEnd) {
            rewind(0);
        }
        if (pausedAtNs > 0 && !mustRestartClock) {
            shiftWaiting(context.nowNs() - pausedAtNs);
        }
        isPlaying = true;
    }

    void pause() {
        if (isPlaying) {
            isPlaying = false;
            pausedAtNs = context.nowNs();
        }
    }

    void stop() throws NodeException {
        isPlaying = false;
        rewind(0);
    }

    void seek(long targetNs) throws NodeException {
        InputContainer opened = opened();
        if (!opened.isSeekable()) {
            throw new NodeException("PLAYER_SEEK_FAIL", "This input cannot be positioned; it is read as it comes.");
        }
        if (targetNs > opened.durationNs()) {
            throw new NodeException(
                    "PLAYER_SEEK_FAIL",
                    "Position " + targetNs / NS_PER_MS + " ms is behind the end at " + opened.durationNs() / NS_PER_MS
                            + " ms.");
        }
        rewind(targetNs);
    }

    Map<String, @Nullable Object> info() {
        InputContainer opened = container;
        boolean isSeekable = opened != null && opened.isSeekable();
        long durationMs = opened == null ? 0 : opened.durationNs() / NS_PER_MS;
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("isSeekable", isSeekable);
        info.put("durationMs", durationMs);
        info.put("seekableInitMs", 0L);
        info.put("seekableEndMs", isSeekable ? durationMs : 0L);
        return info;
    }

    private void rewind(long targetNs) throws NodeException {
        dropWaiting();
        boolean isUntouched = mustRestartClock && targetNs == 0 && !isAtEnd;
        if (!isUntouched) {
            if (!opened().isSeekable()) {
                throw new NodeException(
                        "PLAYER_SEEK_FAIL", "This input was read as it came and cannot be played again.");
            }
            opened().seek(targetNs);
        }
        isAtEnd = false;
        mustRestartClock = true;
        positionNs.set(targetNs);
    }

    private void finish() {
        isPlaying = false;
        isAtEnd = true;
        opened().tracks().forEach(track -> context.emitEnd(track.pad()));
        context.event("EndOfStream", Map.of());
    }

    private @Nullable CodedItem readItem() throws NodeException {
        while (true) {
            AVPacket read = readOrFinish();
            InputTrack track = read == null ? null : opened().trackOf(read);
            if (read == null || track == null) {
                return null;
            }
            AVPacket packet = track.normalize(read);
            if (packet != null && packet.size() > 0) {
                return timed(track, packet);
            }
            context.countDropped();
        }
    }

    /** A file that breaks off is played up to there: first the rest, then the error, then the end. */
    private @Nullable AVPacket readOrFinish() {
        try {
            return opened().read();
        } catch (NodeException broken) {
            context.error(broken);
            return null;
        }
    }

    private CodedItem timed(InputTrack track, AVPacket packet) {
        long ptsNs = track.fileNs(packet.pts());
        long dtsNs = track.fileNs(packet.dts());
        long fileNs = dtsNs != TrackClock.UNKNOWN ? dtsNs : ptsNs;
        restartClock(fileNs);
        TrackClock clock = clocks.computeIfAbsent(track, any -> new TrackClock());
        long durationNs = Math.max(0, track.fileNs(packet.duration()));
        clock.next(ptsNs, dtsNs, durationNs);
        packet.pts(clock.ptsNs());
        packet.dts(clock.dtsNs());
        packet.duration(durationNs);
        waitingPad = track.pad();
        positionNs.set(Math.max(0, clock.ptsNs() - clock.offsetNs() - opened().startNs()));
        return new CodedItem(packet, track.format());
    }

    private void restartClock(long fileNs) {
        if (mustRestartClock) {
            mustRestartClock = false;
            long from = fileNs == TrackClock.UNKNOWN ? 0 : fileNs;
            long startNs = Math.max(context.nowNs(), lastEmittedNs);
            clocks.values().forEach(clock -> {
                clock.start(from, startNs);
                clock.forgetLast();
            });
        }
    }

    /** After a pause everything leaves later, the frame that was waiting too. */
    private void shiftWaiting(long byNs) {
        clocks.values().forEach(clock -> clock.delay(byNs));
        CodedItem item = waiting;
        if (item != null) {
            AVPacket packet = item.packet();
            packet.pts(packet.pts() + byNs);
            packet.dts(packet.dts() + byNs);
            waiting = new CodedItem(packet, item.format());
        }
    }

    private void dropWaiting() {
        if (waiting != null) {
            waiting.release();
            waiting = null;
        }
    }

    private List<Caps> pads() {
        List<Caps> pads = new ArrayList<>();
        opened().tracks().forEach(track -> pads.add(track.format().caps()));
        return pads;
    }

    private InputContainer opened() {
        InputContainer opened = container;
        if (opened == null) {
            throw new IllegalStateException("the container is not open");
        }
        return opened;
    }
}
