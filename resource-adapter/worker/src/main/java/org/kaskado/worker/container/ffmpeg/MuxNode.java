package org.kaskado.worker.container.ffmpeg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.NodeSpec.OutputSpec;
import org.kaskado.worker.container.FileOutput;
import org.kaskado.worker.container.Interleaver;
import org.kaskado.worker.container.RecordingClock;
import org.kaskado.worker.frame.ffmpeg.CodedItem;
import org.kaskado.worker.graph.MediaItem;
import org.kaskado.worker.graph.Node;
import org.kaskado.worker.graph.NodeContext;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.graph.Reply;
import org.kaskado.worker.graph.Streams;

/**
 * Writes a container.
 *
 * <pre>
 * ready ─record─► recording ◄─record── paused
 *                 │  │  └──────pause────► │
 *                 │  └─stop─► stopped ◄───┘
 *                 └─output broke─► failed
 * </pre>
 */
public final class MuxNode extends Node {
    private enum State {
        READY,
        RECORDING,
        PAUSED,
        STOPPED,
        FAILED
    }

    /** A live viewer does not sit through a pause of the source. */
    private static final long LIVE_MAX_GAP_NS = 1_000_000_000L;

    private final NodeSpec.Mux spec;
    private final Streams streams;
    private final Interleaver<CodedItem> interleaver = new Interleaver<>();
    private final RecordingClock clock;
    private final MuxTracks tracks;
    private final List<Reply> stopping = new ArrayList<>();
    private State state = State.READY;
    private @Nullable NodeContext context;
    private @Nullable MuxOutput output;
    private @Nullable MuxWriter writer;
    private boolean isTimerSet;

    public MuxNode(NodeSpec.Mux spec, Streams streams) {
        this.spec = spec;
        this.streams = streams;
        this.clock = new RecordingClock(spec.isLive() ? LIVE_MAX_GAP_NS : Long.MAX_VALUE);
        this.tracks = new MuxTracks(spec.tracks());
        clock.hasPicture(tracks.missing().contains(MediaKind.VIDEO));
    }

    @Override
    public void open(NodeContext opened, Reply reply) throws NodeException {
        context = opened;
        if (spec.output() instanceof OutputSpec.ToFile file) {
            try {
                output = new FileMuxOutput(spec.container(), new FileOutput(Path.of(file.path())));
            } catch (IOException refused) {
                throw new NodeException(
                        NodeException.RESOURCES,
                        "The file to record to cannot be opened: " + refused.getMessage(),
                        refused);
            }
        } else if (spec.output() instanceof OutputSpec.ToServer server) {
            output = new StreamMuxOutput(spec.container(), server.streamId(), spec.isLive(), opened, streams);
        }
        writer = output == null ? null : new MuxWriter(opened, output, clock, interleaver, tracks);
        tracks.missing().forEach(interleaver::expect);
        reply.done(null);
    }

    @Override
    public boolean isReady() {
        return output == null || output.isReady();
    }

    @Override
    public void take(String pad, MediaItem item) throws NodeException {
        if (state != State.RECORDING || !(item instanceof CodedItem coded)) {
            item.release();
            return;
        }
        if (output != null && output.isOpen() && !output.hasTrack(coded.kind())) {
            context().countDropped();
            coded.release();
            return;
        }
        tracks.came(coded.kind(), coded.format(), context().nowNs());
        interleaver.add(
                coded.kind(), coded, coded.dtsNs(), coded.sizeBytes(), context().nowNs());
        pump();
    }

    @Override
    public void end(String pad) throws NodeException {
        MediaKind kind = MediaKind.valueOf(pad.toUpperCase(Locale.ROOT));
        tracks.ended(kind);
        giveUp(kind);
        if (tracks.haveAllEnded()) {
            drain();
            context().event("EndOfStream", Map.of());
        }
    }

    @Override
    public void unlinked(String pad) throws NodeException {
        giveUp(MediaKind.valueOf(pad.toUpperCase(Locale.ROOT)));
    }

    @Override
    public void command(String verb, Map<String, @Nullable Object> arguments, Reply reply) throws NodeException {
        switch (verb) {
            case "record" -> record();
            case "pause" -> pause();
            case "stop" -> {
                stopWhenDrained(reply);
                return;
            }
            default ->
                throw new NodeException(
                        NodeException.UNKNOWN_COMMAND,
                        "A recorder has no command '" + verb + "'; it has record, pause, stop.");
        }
        reply.done(null);
    }

    @Override
    public void close() {
        if (!stopping.isEmpty()) {
            stopped();
        }
        try {
            stop();
        } catch (NodeException why) {
            context().error(why);
        }
    }

    private void record() throws NodeException {
        if (state == State.STOPPED || state == State.FAILED) {
            throw new NodeException(
                    NodeException.ILLEGAL_VALUE, "This recording is complete; a further one needs a new output.");
        }
        if (state != State.RECORDING) {
            state = State.RECORDING;
            clock.start();
            context().requestKeyFrame("video");
            context().event("Recording", Map.of());
        }
    }

    private void pause() throws NodeException {
        context().drainInputs();
        if (state == State.RECORDING) {
            drain();
            state = State.PAUSED;
            context().event("Paused", Map.of());
        }
    }

    /** What decoders and encoders still hold belongs to the recording: on a slow machine that can be seconds. */
    private void stopWhenDrained(Reply reply) throws NodeException {
        if (state != State.RECORDING) {
            reply.done(stop());
            return;
        }
        stopping.add(reply);
        context().afterUpstream(this::stopped);
    }

    private void stopped() {
        try {
            Map<String, @Nullable Object> result = stop();
            stopping.forEach(reply -> reply.done(result));
        } catch (NodeException why) {
            stopping.forEach(reply -> reply.failed(why));
        }
        stopping.clear();
    }

    private Map<String, @Nullable Object> stop() throws NodeException {
        context().drainInputs();
        MuxOutput out = output;
        boolean wasActive = state != State.STOPPED;
        try {
            if (state == State.RECORDING) {
                drain();
            }
        } finally {
            state = State.STOPPED;
            if (wasActive && out != null) {
                out.finish();
            }
        }
        long bytes = out == null ? 0 : out.bytes();
        Map<String, @Nullable Object> result = Map.of("durationMs", clock.endNs() / 1_000_000, "bytes", bytes);
        if (wasActive) {
            context().event("Stopped", result);
        }
        return result;
    }

    private void giveUp(MediaKind kind) throws NodeException {
        tracks.givenUp(kind);
        interleaver.end(kind);
        pump();
    }

    /** Writes what is in order; opens the container when all tracks are there or one is too late. */
    private void pump() throws NodeException {
        if (state != State.RECORDING || !isHeaderPossible()) {
            armTimer();
            return;
        }
        long nowNs = context().nowNs();
        for (CodedItem item = interleaver.next(nowNs); item != null; item = interleaver.next(nowNs)) {
            write(item);
        }
        armTimer();
    }

    /** Writes everything and ends the fragment. */
    private void drain() throws NodeException {
        for (CodedItem item = interleaver.flush(); item != null; item = interleaver.flush()) {
            write(item);
        }
        if (output != null && state == State.RECORDING) {
            guarded(output::flush);
        }
    }

    private boolean isHeaderPossible() {
        boolean isOpen = output != null && output.isOpen();
        return isOpen || tracks.isHeaderPossible(context().nowNs());
    }

    private void write(CodedItem item) throws NodeException {
        MuxWriter open = writer;
        try {
            if (open != null && state == State.RECORDING) {
                guarded(() -> open.write(item));
            }
        } finally {
            item.release();
        }
    }

    private interface Step {
        void run() throws NodeException;
    }

    /** An output that breaks ends the recording; what was written stays playable. */
    private void guarded(Step step) throws NodeException {
        try {
            step.run();
        } catch (NodeException why) {
            state = State.FAILED;
            if (output != null) {
                output.abandon();
            }
            throw why;
        }
    }

    private void armTimer() {
        if (!isTimerSet && state == State.RECORDING && !interleaver.isEmpty()) {
            isTimerSet = true;
            context().after(Interleaver.MAX_WAIT_NS, this::onTimer);
        }
    }

    private void onTimer() {
        isTimerSet = false;
        try {
            pump();
        } catch (NodeException why) {
            context().error(why);
        }
    }

    private NodeContext context() {
        NodeContext opened = context;
        if (opened == null) {
            throw new IllegalStateException("the recorder is not open");
        }
        return opened;
    }
}
