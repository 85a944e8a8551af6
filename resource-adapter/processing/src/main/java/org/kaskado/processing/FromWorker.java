package org.kaskado.processing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.Caps;
import org.kaskado.frame.EncodedFrame;

/** Messages from a worker to the server. */
public sealed interface FromWorker {
    /** First message: proves the secret of standard input, says what the worker is. */
    record Hello(int protocolVersion, String secret, long pid, String ffmpegVersion) implements FromWorker {
        @Override
        public String toString() {
            return "Hello[protocolVersion=" + protocolVersion + ", pid=" + pid + ", ffmpegVersion=" + ffmpegVersion
                    + "]"; // never the secret
        }
    }

    /** Answer to a request; {@code errorCode} is null on success, else the name of a door error code. */
    record Result(
            long requestId,
            @Nullable Object value,
            @Nullable String errorCode,
            @Nullable String message) implements FromWorker {}

    /** The output pads of a source and what they carry, after its probe and after each change. */
    record PadsKnown(long graphId, int nodeId, List<Caps> pads) implements FromWorker {}

    /** An event of a node; values as in {@link ToWorker.NodeCommand}. */
    record NodeEvent(long graphId, int nodeId, String type, Map<String, @Nullable Object> data) implements FromWorker {}

    record GraphClosed(long graphId) implements FromWorker {}

    /** Wants bytes of an input stream; at most one is open per stream. */
    record ReadStream(long streamId, long offset, int maxBytes) implements FromWorker {}

    /**
     * Bytes of an output stream. A fragment larger than {@link WireCodec#MAX_PAYLOAD_BYTES} comes as several messages, of
     * which only the first may be flagged.
     *
     * @param startsAtKeyFrame whether a new reader may start here, after the header
     * @param ptsNs presentation time of the first frame within the stream
     */
    record ContainerBytes(long streamId, ChunkKind kind, boolean startsAtKeyFrame, long ptsNs, byte[] data)
            implements FromWorker {}

    enum ChunkKind {
        /** Must be sent to each new reader first; replaces a former one. */
        HEADER,
        /** A whole fragment or cluster. */
        FRAGMENT,
        /** The clean end; may carry last bytes. */
        TRAILER
    }

    record FrameOut(long graphId, int nodeId, EncodedFrame frame) implements FromWorker {}

    /** Once a second per graph: node id to counters (framesIn, framesOut, bytesOut, droppedFrames, fps, latencyMs). */
    record Statistics(long graphId, Map<String, @Nullable Object> nodes) implements FromWorker {}

    /** A log line that belongs to a graph; {@code level} is INFO, WARN or ERROR. */
    record Log(long graphId, String level, String text) implements FromWorker {}
}
