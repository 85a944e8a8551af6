package org.kaskado.track;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.feedback.KeyFrameRequests;
import org.kaskado.frame.Caps;
import org.kaskado.frame.EncodedFrame;
import org.kaskado.frame.MediaKind;
import org.kaskado.jitter.JitterBuffer;
import org.kaskado.jitter.JitterConfig;
import org.kaskado.jitter.JitterOutput;
import org.kaskado.net.PacketBuffer;
import org.kaskado.payload.CodedFrame;
import org.kaskado.payload.Depacketizer;
import org.kaskado.payload.FrameOutput;
import org.kaskado.payload.PayloadCodec;
import org.kaskado.payload.RtpPayload;
import org.kaskado.pipeline.NodeDemand;
import org.kaskado.pipeline.NodeHandle;
import org.kaskado.pipeline.NodeOwner;
import org.kaskado.pipeline.PlannedInputs;
import org.kaskado.pipeline.SourcePad;
import org.kaskado.processing.NodeSpec;
import org.kaskado.rtp.RtpHeader;
import org.kaskado.session.CodecConfig;

/**
 * Packets of a peer, put into order and joined to frames, for the worker: only while somebody wants frames. Of simulcast the
 * highest encoding that comes is taken.
 */
final class FrameIntake implements NodeOwner, JitterOutput, FrameOutput {
    private final SourcePad pad;
    private final String baseKey;
    private final Runnable keyFrameRequest;
    private final KeyFrameRequests wishes = new KeyFrameRequests();
    private final MediaTimeline timeline;
    private @Nullable PayloadCodec format;
    private @Nullable Caps caps;
    private @Nullable JitterBuffer jitter;
    private @Nullable Depacketizer depacketizer;
    private @Nullable NodeHandle node;
    private int encoding;
    private long nowNs;

    FrameIntake(SourcePad pad, String baseKey, SenderClock clock, Runnable keyFrameRequest) {
        this.pad = pad;
        this.baseKey = baseKey;
        this.keyFrameRequest = keyFrameRequest;
        this.timeline = new MediaTimeline(clock);
    }

    /** Key of the node for the present codec. */
    String key() {
        return baseKey + ":" + (format == null ? "none" : format.frameCodec());
    }

    void begin(CodecConfig codec, PayloadCodec newFormat) {
        close();
        format = newFormat;
        caps = TrackCaps.of(codec, newFormat);
        timeline.begin(codec.clockRateHz());
    }

    List<NodeDemand> nodes(PlannedInputs inputs, @Nullable CodecConfig codec) {
        if (codec == null || format == null || !inputs.needFrames(pad)) {
            stop();
            return List.of();
        }
        return List.of(new NodeDemand(key(), this));
    }

    void onPacket(long atNs, int packetEncoding, PacketBuffer packet) {
        JitterBuffer buffer = jitter;
        if (buffer == null || packetEncoding < encoding) {
            return;
        }
        nowNs = atNs;
        if (packetEncoding > encoding) {
            encoding = packetEncoding;
            buffer.clear();
            buffer = restart();
        }
        buffer.onPacket(atNs, packet.share(), this);
    }

    void onSenderReport(long atNs, int reportEncoding, long ntp, long rtpTimestamp) {
        if (reportEncoding == encoding) {
            timeline.onSenderReport(atNs, ntp, rtpTimestamp);
        }
    }

    void onRestart(long atNs, int restarted) {
        nowNs = atNs;
        if (jitter != null && restarted == encoding) {
            jitter.clear();
            timeline.begin(timeline.clockHz());
            restart();
            keyFrameNeeded();
        }
    }

    void onLost(long atNs) {
        nowNs = atNs;
        if (node != null) {
            keyFrameNeeded();
        }
    }

    long deadlineNs() {
        long waitNs = jitter == null ? JitterBuffer.NEVER : jitter.deadlineNs();
        return Math.min(waitNs, wishes.deadlineNs());
    }

    void onTime(long atNs) {
        nowNs = atNs;
        if (jitter != null) {
            jitter.onTime(atNs, this);
        }
        wishes.onTime(atNs, keyFrameRequest::run);
    }

    void close() {
        stop();
        format = null;
        encoding = 0;
    }

    private void stop() {
        if (jitter != null) {
            jitter.clear();
            jitter = null;
        }
        depacketizer = null;
        node = null;
    }

    @Override
    public NodeSpec spec(NodeHandle handle) {
        node = handle;
        restart();
        nowNs = pad.element().pipeline().services().loop().nowNs();
        keyFrameNeeded();
        return new NodeSpec.FrameSource(Objects.requireNonNull(caps, "a node is only wanted when the codec is known"));
    }

    @Override
    public void onRefused(MediaErrorCode code, String message) {
        pad.element().raiseError(code, message);
    }

    @Override
    public void onEvent(String type, Map<String, @Nullable Object> data) {
        if (type.equals("KeyFrameNeeded")) {
            nowNs = pad.element().pipeline().services().loop().nowNs();
            keyFrameNeeded();
        }
    }

    @Override
    public void packet(PacketBuffer packet, long sequence, long mediaTimestamp) {
        Depacketizer into = depacketizer;
        if (into != null) {
            byte[] data = packet.array();
            int offset = packet.offset();
            into.onPacket(
                    new RtpPayload(
                            sequence,
                            RtpHeader.timestamp(data, offset),
                            RtpHeader.isMarked(data, offset),
                            data,
                            RtpHeader.payloadOffset(data, offset),
                            RtpHeader.payloadLength(data, offset, packet.length())),
                    this);
        }
        packet.release();
    }

    @Override
    public void gap(long firstSequence, long packets) {
        // the depacketizer sees the gap in the sequence numbers
    }

    @Override
    public void frame(CodedFrame frame) {
        NodeHandle to = node;
        PayloadCodec of = format;
        if (to == null || of == null) {
            return;
        }
        if (frame.isKeyFrame()) {
            wishes.onKeyFrame();
        }
        long ptsNs = timeline.ptsNs(nowNs, frame.rtpTimestamp());
        to.send(new EncodedFrame(of.kind(), ptsNs, ptsNs, 0, frame.isKeyFrame(), frame.data()));
    }

    @Override
    public void frameLost(long rtpTimestamp) {
        // counted by the jitter buffer; what cannot be decoded asks for a key frame
    }

    @Override
    public void keyFrameNeeded() {
        if (format != null && format.kind() == MediaKind.VIDEO) {
            wishes.want(nowNs, keyFrameRequest::run);
        }
    }

    private JitterBuffer restart() {
        PayloadCodec of = Objects.requireNonNull(format, "begun");
        JitterBuffer fresh = new JitterBuffer(
                of.kind() == MediaKind.VIDEO ? JitterConfig.video() : JitterConfig.audio(timeline.clockHz()));
        jitter = fresh;
        depacketizer = Depacketizer.of(of);
        return fresh;
    }
}
