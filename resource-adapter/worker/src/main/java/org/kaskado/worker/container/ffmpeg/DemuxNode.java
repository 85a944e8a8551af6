package org.kaskado.worker.container.ffmpeg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.Caps;
import org.kaskado.processing.NodeSpec;
import org.kaskado.worker.container.ByteInput;
import org.kaskado.worker.container.SequentialInput;
import org.kaskado.worker.container.TrackClock;
import org.kaskado.worker.frame.ffmpeg.CodedItem;
import org.kaskado.worker.graph.Node;
import org.kaskado.worker.graph.NodeContext;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.graph.Reply;
import org.kaskado.worker.graph.SourceLoop;

/**
 * Plays a container onto the graph's clock. Everything but the commands' arrival happens on the source's own thread.
 *
 * <pre>
 * probing ─► ready ─play─► playing ─pause─► ready
 *              ▲             │ end of file: links get the rest, then EndOfStream
 *              └────stop─────┘ (back to the start)
 * </pre>
 */
public final class DemuxNode extends Node {
    private static final long NS_PER_MS = 1_000_000;

    private final ByteInput input;
    private final NodeSpec.Demux spec;
    private final AtomicLong positionNs = new AtomicLong();
    private @Nullable SourceLoop loop;
    private @Nullable Player player;

    public DemuxNode(NodeSpec.Demux spec, ByteInput input) {
        this.spec = spec;
        this.input = input;
    }

    @Override
    public void open(NodeContext context, Reply reply) {
        player = new Player(context);
        loop = context.startSource(player, reply);
    }

    @Override
    public void command(String verb, Map<String, @Nullable Object> arguments, Reply reply) throws NodeException {
        SourceLoop running = loop;
        Player playing = player;
        if (running == null || playing == null) {
            throw new NodeException(NodeException.UNEXPECTED, "The player is not open.");
        }
        switch (verb) {
            case "play" -> running.post(() -> answer(reply, playing::play));
            case "pause" -> running.post(() -> answer(reply, playing::pause));
            case "stop" -> running.post(() -> answer(reply, playing::stop));
            case "seek" -> {
                long targetNs = positionOf(arguments);
                running.post(() -> answer(reply, () -> playing.seek(targetNs)));
            }
            case "position" -> reply.done(positionNs.get() / NS_PER_MS);
            case "info" -> running.post(() -> reply.done(playing.info()));
            default ->
                throw new NodeException(
                        NodeException.UNKNOWN_COMMAND,
                        "A player has no command '" + verb + "'; it has play, pause, stop, seek, position, info.");
        }
    }

    @Override
    public void close() {
        if (loop != null) {
            loop.close();
        }
        input.close();
    }

    private static long positionOf(Map<String, @Nullable Object> arguments) throws NodeException {
        if (arguments.get("positionMs") instanceof Long ms && ms >= 0) {
            return ms * NS_PER_MS;
        }
        throw new NodeException(
                NodeException.ILLEGAL_VALUE,
                "A position is a number of milliseconds from 0, not " + arguments.get("positionMs") + ".");
    }

    private interface Action {
        void run() throws NodeException;
    }

    private static void answer(Reply reply, Action action) {
        try {
            action.run();
            reply.done(null);
        } catch (NodeException why) {
            reply.failed(why);
        }
    }

    private final class Player implements SourceLoop.Source {
        private final NodeContext context;
        private final Map<InputTrack, TrackClock> clocks = new HashMap<>();
        private @Nullable InputContainer container;
        private @Nullable CodedItem waiting;
        private String waitingPad = "";
        private boolean isPlaying;
        private boolean isAtEnd;
        private boolean mustRestartClock = true;
        private long pausedAtNs;
        private long lastEmittedNs;

        Player(NodeContext context) {
            this.context = context;
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
            boolean isDue =
                    spec.pacing() == NodeSpec.Pacing.UNPACED || ourLoop().awaitTime(item.dtsNs());
            if (isDue && ourLoop().awaitRoom(waitingPad)) {
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
                        "Position " + targetNs / NS_PER_MS + " ms is behind the end at "
                                + opened.durationNs() / NS_PER_MS + " ms.");
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

        private SourceLoop ourLoop() {
            SourceLoop running = loop;
            if (running == null) {
                throw new IllegalStateException("the loop is not running");
            }
            return running;
        }
    }
}
