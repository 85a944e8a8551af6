package org.kaskado.worker.codec.ffmpeg;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.EncodedFrame;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.WireCodec;
import org.kaskado.worker.frame.ffmpeg.CodedItem;
import org.kaskado.worker.frame.ffmpeg.Ffmpeg;
import org.kaskado.worker.frame.ffmpeg.TrackFormat;
import org.kaskado.worker.graph.MediaItem;
import org.kaskado.worker.graph.Node;
import org.kaskado.worker.graph.NodeContext;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.graph.Reply;

/** Hands coded frames to the server, H.264 and H.265 with start codes and with parameter sets before each key frame. */
public final class FrameSinkNode extends Node {
    private @Nullable NodeContext context;
    private @Nullable StartCodes startCodes;
    private @Nullable TrackFormat format;

    @Override
    public void open(NodeContext opened, Reply reply) {
        context = opened;
        reply.done(null);
    }

    @Override
    public boolean isReady() {
        return context == null || context.linkHasRoom();
    }

    @Override
    public void take(String pad, MediaItem item) throws NodeException {
        try {
            if (!(item instanceof CodedItem coded)) {
                throw new NodeException(NodeException.FORMAT, "Coded frames are expected here, not raw media.");
            }
            if (coded.format() != format) {
                close();
                format = coded.format();
                startCodes = StartCodes.of(coded.format());
            }
            send(coded);
        } finally {
            item.release();
        }
    }

    @Override
    public void close() {
        if (startCodes != null) {
            startCodes.close();
            startCodes = null;
        }
    }

    private void send(CodedItem item) throws NodeException {
        NodeContext opened = context;
        if (opened == null) {
            return;
        }
        StartCodes filter = startCodes;
        AVPacket packet = filter == null ? item.packet() : filter.apply(item.packet());
        if (packet.size() > WireCodec.MAX_PAYLOAD_BYTES) {
            opened.countDropped();
            return;
        }
        byte[] data = Ffmpeg.bytes(packet.data(), packet.size());
        opened.countOut(data.length);
        opened.send(new FromWorker.FrameOut(
                opened.graphId(),
                opened.nodeId(),
                new EncodedFrame(item.kind(), item.ptsNs(), item.dtsNs(), item.durationNs(), item.isKeyFrame(), data)));
    }
}
