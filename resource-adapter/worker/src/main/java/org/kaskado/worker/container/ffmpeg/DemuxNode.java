package org.kaskado.worker.container.ffmpeg;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.kaskado.processing.NodeSpec;
import org.kaskado.worker.container.ByteInput;
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
    private @Nullable DemuxPlayer player;

    public DemuxNode(NodeSpec.Demux spec, ByteInput input) {
        this.spec = spec;
        this.input = input;
    }

    @Override
    public void open(NodeContext context, Reply reply) {
        player = new DemuxPlayer(context, spec, input, positionNs, this::running);
        loop = context.startSource(player, reply);
    }

    @Override
    public void command(String verb, Map<String, @Nullable Object> arguments, Reply reply) throws NodeException {
        SourceLoop running = loop;
        DemuxPlayer playing = player;
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

    private SourceLoop running() {
        return Objects.requireNonNull(loop, "the loop is not running");
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
}
