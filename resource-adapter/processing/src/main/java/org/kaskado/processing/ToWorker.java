package org.kaskado.processing;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.EncodedFrame;

/** Messages from the server to a worker. */
public sealed interface ToWorker {
    /** Opens a graph; the worker names it {@code label} in its log lines. */
    record OpenGraph(long graphId, String label) implements ToWorker {}

    /** Ends a graph: its outputs are closed in order, its nodes go. Answered by {@link FromWorker.GraphClosed}. */
    record CloseGraph(long graphId) implements ToWorker {}

    /** Adds a node. Answered by {@link FromWorker.Result} with the same request id. */
    record AddNode(long graphId, long requestId, int nodeId, NodeSpec spec) implements ToWorker {}

    /** Removes a node and its links; a mux is finalised first. Answered by {@link FromWorker.Result}. */
    record RemoveNode(long graphId, long requestId, int nodeId) implements ToWorker {}

    record Link(long graphId, int fromNode, String fromPad, int toNode, String toPad) implements ToWorker {}

    record Unlink(long graphId, int fromNode, String fromPad, int toNode, String toPad) implements ToWorker {}

    /**
     * A command to a node; verbs are listed at its {@link NodeSpec}. Values are null, Boolean, Long, Double, String,
     * byte[], List or Map. Answered by {@link FromWorker.Result}.
     */
    record NodeCommand(long graphId, long requestId, int nodeId, String verb, Map<String, @Nullable Object> arguments)
            implements ToWorker {}

    /** Asks an encoder upstream of a node for a key frame. */
    record RequestKeyFrame(long graphId, int nodeId) implements ToWorker {}

    /**
     * Bytes of an input stream, answering one {@link FromWorker.ReadStream}.
     *
     * @param isEnd whether the stream ends after these bytes
     * @param error why it broke, or null
     */
    record StreamData(
            long streamId,
            long offset,
            byte[] data,
            boolean isEnd,
            @Nullable String error) implements ToWorker {}

    /** Allows a mux to send that many more bytes of {@link FromWorker.ContainerBytes}. */
    record Credit(long streamId, long bytes) implements ToWorker {}

    record FrameIn(long graphId, int nodeId, EncodedFrame frame) implements ToWorker {}

    /**
     * Inspects a stored file, in pure Java first, within limits of time and memory. Answered by
     * {@link FromWorker.Result} with format, durationMs, tracks [{kind, codec, width, height, sampleRateHz, channels}]
     * and, when {@code posterWidth} is above 0, {@code poster} (JPEG bytes).
     */
    record Inspect(long requestId, NodeSpec.InputStreamSpec stream, int posterWidth, long posterAtMs)
            implements ToWorker {}

    /** Loads the vision library ahead of its first use. */
    record Prepare() implements ToWorker {}

    /** Ends the worker: recordings are closed, exit status 0 within two seconds. */
    record Shutdown() implements ToWorker {}
}
