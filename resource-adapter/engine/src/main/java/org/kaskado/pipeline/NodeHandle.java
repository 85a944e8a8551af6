package org.kaskado.pipeline;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.EncodedFrame;
import org.kaskado.processing.FromWorker;

/** One node in a worker, as long as it is there. */
public final class NodeHandle {
    private final PipelineGraph graph;
    private final String key;
    private final int nodeId;
    private final NodeOwner owner;
    private final Set<Long> streams = new HashSet<>();
    private State state = State.LIVE;

    private enum State {
        LIVE,
        GONE
    }

    NodeHandle(PipelineGraph graph, String key, int nodeId, NodeOwner owner) {
        this.graph = graph;
        this.key = key;
        this.nodeId = nodeId;
        this.owner = owner;
    }

    /** Sends a command; the answer comes on the loop. Fails with WORKER_LOST when the node is gone. */
    public CompletionStage<@Nullable Object> command(String verb, Map<String, @Nullable Object> arguments) {
        if (state == State.GONE) {
            return CompletableFuture.failedFuture(
                    new MediaException(MediaErrorCode.WORKER_LOST, "the media node for '" + verb + "' is gone"));
        }
        return graph.command(this, verb, arguments);
    }

    /** Opens an input stream whose bytes come from the reader. */
    public long openInput(InputReader reader) {
        long stream = graph.openStream(new Stream(reader, null));
        streams.add(stream);
        return stream;
    }

    /** Opens an output stream whose chunks go to the writer. */
    public long openOutput(ChunkWriter writer) {
        long stream = graph.openStream(new Stream(null, writer));
        streams.add(stream);
        return stream;
    }

    /** Allows an output stream that many more bytes. */
    public void credit(long stream, long bytes) {
        if (state == State.LIVE) {
            graph.credit(stream, bytes);
        }
    }

    /** Brings a frame to a node that takes frames from the server. */
    public void send(EncodedFrame frame) {
        if (state == State.LIVE) {
            graph.send(this, frame);
        }
    }

    /** Asks the encoder or source behind the node for a key frame. */
    public void requestKeyFrame() {
        if (state == State.LIVE) {
            graph.requestKeyFrame(this);
        }
    }

    String key() {
        return key;
    }

    int nodeId() {
        return nodeId;
    }

    NodeOwner owner() {
        return owner;
    }

    Set<Long> streams() {
        return streams;
    }

    void gone() {
        state = State.GONE;
    }

    /** Serves the bytes of an input stream. */
    public interface InputReader {
        /** Reads once; the stage completes on the loop. An empty array is the end. */
        CompletionStage<byte[]> read(long offset, int maxBytes);
    }

    /** Takes the chunks of an output stream. */
    public interface ChunkWriter {
        void onChunk(FromWorker.ContainerBytes chunk);
    }

    /** Either side of a stream. */
    record Stream(@Nullable InputReader reader, @Nullable ChunkWriter writer) {}
}
