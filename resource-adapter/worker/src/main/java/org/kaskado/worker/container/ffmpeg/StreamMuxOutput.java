package org.kaskado.worker.container.ffmpeg;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.FromWorker.ChunkKind;
import org.kaskado.processing.WireCodec;
import org.kaskado.worker.container.ChunkOutput;
import org.kaskado.worker.container.Mp4Boxes;
import org.kaskado.worker.graph.NodeContext;
import org.kaskado.worker.graph.Streams;

/**
 * A container in chunks to the server. Live output is held back by the link only: what its readers do is the server's
 * matter. Other output is also held back by credit.
 */
final class StreamMuxOutput extends MuxOutput {
    /** Half of what the server promises its viewers, so that a late frame does not break the promise. */
    private static final long LIVE_FRAGMENT_NS = 250_000_000L;

    private static final long FRAGMENT_NS = 500_000_000L;

    private final ChunkOutput chunk;
    private final long streamId;
    private final boolean isLive;
    private final NodeContext context;
    private final Streams streams;
    private final AtomicLong credit = new AtomicLong();
    private boolean isHeaderSent;
    private boolean isClosed;

    StreamMuxOutput(String containerName, long streamId, boolean isLive, NodeContext context, Streams streams) {
        this(containerName, streamId, isLive, context, streams, new ChunkOutput());
    }

    private StreamMuxOutput(
            String containerName,
            long streamId,
            boolean isLive,
            NodeContext context,
            Streams streams,
            ChunkOutput chunk) {
        super(containerName, chunk, isLive ? LIVE_FRAGMENT_NS : FRAGMENT_NS);
        this.chunk = chunk;
        this.streamId = streamId;
        this.isLive = isLive;
        this.context = context;
        this.streams = streams;
        streams.claimOutput(streamId, bytes -> {
            credit.addAndGet(bytes);
            context.wake();
        });
    }

    @Override
    boolean isReady() {
        return context.linkHasRoom() && (isLive || credit.get() > 0);
    }

    @Override
    void headerWritten() {
        byte[] header = chunk.take();
        if (header.length > 0 && Mp4Boxes.firstFragment(header) == header.length && !isMp4(header)) {
            send(ChunkKind.HEADER, false, 0, header);
            isHeaderSent = true;
        } else if (header.length > 0) {
            chunk.write(java.nio.ByteBuffer.wrap(header)); // the rest of an MP4 header comes with the first fragment
        }
    }

    @Override
    void fragmentWritten(boolean startsAtKeyFrame, long ptsNs) {
        byte[] bytes = chunk.take();
        if (!isHeaderSent) {
            int headerBytes = Mp4Boxes.firstFragment(bytes);
            send(ChunkKind.HEADER, false, 0, Arrays.copyOf(bytes, headerBytes));
            isHeaderSent = true;
            bytes = Arrays.copyOfRange(bytes, headerBytes, bytes.length);
        }
        if (bytes.length > 0) {
            send(ChunkKind.FRAGMENT, startsAtKeyFrame, ptsNs, bytes);
        }
    }

    @Override
    void completed(boolean isClean) {
        if (!isClosed) {
            isClosed = true;
            streams.dropOutput(streamId);
            send(ChunkKind.TRAILER, false, 0, chunk.take());
        }
    }

    @Override
    long bytes() {
        return chunk.position();
    }

    private void send(ChunkKind kind, boolean startsAtKeyFrame, long ptsNs, byte[] bytes) {
        credit.addAndGet(-bytes.length);
        context.countOut(bytes.length);
        int at = 0;
        do {
            int end = Math.min(bytes.length, at + WireCodec.MAX_PAYLOAD_BYTES);
            ChunkKind part = at == 0 ? kind : ChunkKind.FRAGMENT;
            byte[] data = at == 0 && end == bytes.length ? bytes : Arrays.copyOfRange(bytes, at, end);
            context.send(new FromWorker.ContainerBytes(streamId, part, startsAtKeyFrame && at == 0, ptsNs, data));
            at = end;
        } while (at < bytes.length);
    }

    private static boolean isMp4(byte[] header) {
        return header.length > 8 && header[4] == 'f' && header[5] == 't' && header[6] == 'y' && header[7] == 'p';
    }
}
