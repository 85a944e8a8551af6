package org.kaskado.worker;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.processing.ToWorker;
import org.kaskado.worker.container.PulledInput;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.graph.Reply;
import org.kaskado.worker.graph.Streams;
import org.kaskado.worker.graph.Turns;
import org.kaskado.worker.inspect.JcodecInspector;
import org.kaskado.worker.inspect.MediaFacts;
import org.kaskado.worker.inspect.TimedInput;
import org.kaskado.worker.inspect.ffmpeg.FfmpegInspector;

/** Inspects files beside the graphs: pure Java first, then FFmpeg; few at a time, each within its time. */
final class Inspections {
    /** Two at once; more would take the processor from live media. */
    private static final int MAX_AT_ONCE = 2;

    private static final int MAX_WAITING = 64;
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(15);

    private final Streams streams;
    private final Semaphore places = new Semaphore(MAX_AT_ONCE, true);

    Inspections(Streams streams) {
        this.streams = streams;
    }

    void inspect(ToWorker.Inspect message, Reply reply) {
        if (places.getQueueLength() >= MAX_WAITING) {
            reply.failed(NodeException.RESOURCES, MAX_WAITING + " files wait for inspection already; try again later.");
            return;
        }
        Turns.start("inspect-" + message.requestId(), () -> run(message, reply));
    }

    private void run(ToWorker.Inspect message, Reply reply) {
        places.acquireUninterruptibly();
        TimedInput input =
                new TimedInput(new PulledInput(streams.open(message.stream())), System.nanoTime() + LIMIT_NS);
        try {
            reply.done(facts(message, input).toTree());
        } catch (NodeException why) {
            reply.failed(why);
        } catch (RuntimeException broken) {
            reply.failed(NodeException.UNEXPECTED, "The file cannot be inspected: " + broken);
        } finally {
            input.close();
            places.release();
        }
    }

    private static MediaFacts facts(ToWorker.Inspect message, TimedInput input) throws NodeException {
        MediaFacts facts = message.stream().isSeekable() ? byJcodec(message, input) : null;
        if (facts != null) {
            return facts;
        }
        return FfmpegInspector.inspect(input, message.stream().nameHint(), message.posterWidth(), message.posterAtMs());
    }

    /** Null when JCodec cannot; damaged files make it throw in many ways. */
    private static @Nullable MediaFacts byJcodec(ToWorker.Inspect message, TimedInput input) {
        try {
            return JcodecInspector.inspect(input, message.posterWidth(), message.posterAtMs());
        } catch (IOException | RuntimeException | LinkageError cannot) {
            System.getLogger(Inspections.class.getName())
                    .log(
                            System.Logger.Level.DEBUG,
                            "left to FFmpeg: " + message.stream().nameHint(),
                            cannot);
            return null;
        }
    }
}
