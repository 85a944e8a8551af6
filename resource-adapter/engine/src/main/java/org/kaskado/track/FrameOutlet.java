package org.kaskado.track;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.forward.ForwardOutput;
import org.kaskado.forward.ForwardReceiver;
import org.kaskado.forward.ForwardSource;
import org.kaskado.forward.ForwardSourceConfig;
import org.kaskado.frame.EncodedFrame;
import org.kaskado.frame.MediaKind;
import org.kaskado.net.PacketBuffer;
import org.kaskado.payload.Packetizer;
import org.kaskado.payload.PacketizerConfig;
import org.kaskado.payload.PayloadCodec;
import org.kaskado.payload.PayloadOutput;
import org.kaskado.pipeline.NodeDemand;
import org.kaskado.pipeline.NodeHandle;
import org.kaskado.pipeline.NodeOwner;
import org.kaskado.pipeline.PlannedInput;
import org.kaskado.pipeline.PlannedInputs;
import org.kaskado.pipeline.SinkPad;
import org.kaskado.processing.NodeSpec;
import org.kaskado.rtp.ExtensionIds;
import org.kaskado.rtp.RtpHeader;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.SendTrack;

/**
 * Frames of the worker, cut into packets: a track of our own making, which is then forwarded like any other, so that lost
 * packets, key-frame requests and reports need no second way.
 */
final class FrameOutlet implements NodeOwner, ForwardOutput, PayloadOutput {
    /** What encoders of the worker make; the rest can only be passed on. */
    private static final Set<PayloadCodec> ENCODABLE = Set.of(
            PayloadCodec.VP8,
            PayloadCodec.VP9,
            PayloadCodec.H264,
            PayloadCodec.AV1,
            PayloadCodec.OPUS,
            PayloadCodec.PCMU,
            PayloadCodec.PCMA);

    private static final long REPORT_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String baseKey;
    private final Consumer<@Nullable TrackSource> feed;
    private final Subscription.Downstream downstream;
    private @Nullable SinkPad pad;
    private @Nullable NodeHandle node;
    private @Nullable Run run;
    private long nowNs;

    /** One codec's stream of packets. */
    private record Run(
            String key,
            PayloadCodec format,
            CodecConfig codec,
            ForwardSource source,
            Packetizer packetizer,
            FrameStamps stamps) {}

    FrameOutlet(String baseKey, Consumer<@Nullable TrackSource> feed, Subscription.Downstream downstream) {
        this.baseKey = baseKey;
        this.feed = feed;
        this.downstream = downstream;
    }

    static boolean isEncodable(PayloadCodec codec) {
        return ENCODABLE.contains(codec);
    }

    List<NodeDemand> nodes(SinkPad sink, PlannedInputs inputs, @Nullable SendTrack track) {
        pad = sink;
        PlannedInput input = inputs.of(sink);
        CodecConfig codec = input == null || input.isPacketLink() || track == null
                ? null
                : Subscription.codecFor(track, input.chosen());
        if (codec == null) {
            boolean wasFeeding = run != null;
            end();
            sink.into(null);
            if (wasFeeding && (input == null || !input.isPacketLink())) {
                feed.accept(null);
            }
            return List.of();
        }
        String key = baseKey + ":" + codec.name() + "/" + codec.payloadType();
        if (run == null || !run.key().equals(key)) {
            end();
            begin(key, codec);
        }
        sink.into(key);
        return List.of(new NodeDemand(key, this));
    }

    void close() {
        end();
    }

    @Override
    public NodeSpec spec(NodeHandle handle) {
        node = handle;
        PlannedInput input =
                pad == null ? null : pad.element().pipeline().inputs().of(pad);
        if (input == null) {
            throw new IllegalStateException("a frame sink without input");
        }
        return new NodeSpec.FrameSink(input.chosen());
    }

    @Override
    public void onPlaced(NodeHandle handle) {
        handle.requestKeyFrame();
    }

    @Override
    public void onRefused(MediaErrorCode code, String message) {
        if (pad != null) {
            pad.element().raiseError(code, message);
        }
    }

    @Override
    public void onFrame(EncodedFrame frame) {
        Run current = run;
        if (current == null) {
            return;
        }
        nowNs = downstream.nowNs();
        current.stamps().onFrame(nowNs, frame.ptsNs());
        if (current.stamps().isReportDue(nowNs, REPORT_INTERVAL_NS)) {
            current.source()
                    .onSenderReport(
                            nowNs,
                            0,
                            current.stamps().ntp(nowNs),
                            current.stamps().timestampAt(nowNs));
        }
        current.packetizer().packetize(frame.data(), frame.isKeyFrame(), this);
    }

    @Override
    public void payload(byte[] data, int offset, int length, boolean marker, int timestampOffset) {
        Run current = run;
        if (current == null) {
            return;
        }
        byte[] packet = new byte[RtpHeader.FIXED_BYTES + length];
        RtpHeader.begin(packet, 0);
        RtpHeader.setPayloadType(packet, 0, current.codec().payloadType());
        RtpHeader.setMarked(packet, 0, marker);
        RtpHeader.setSequenceNumber(packet, 0, current.stamps().nextSequence());
        RtpHeader.setTimestamp(packet, 0, current.stamps().timestamp() + timestampOffset);
        RtpHeader.setSsrc(packet, 0, 1);
        System.arraycopy(data, offset, packet, RtpHeader.FIXED_BYTES, length);
        current.source().onPacket(nowNs, 0, PacketBuffer.of(packet), this);
    }

    @Override
    public void send(ForwardReceiver receiver, byte[] data, int offset, int length, int transportSequence) {
        if (receiver.attachment() instanceof Subscription viewer) {
            viewer.send(data, offset, length);
        }
    }

    @Override
    public void resend(ForwardReceiver receiver, byte[] data, int offset, int length, int transportSequence) {
        if (receiver.attachment() instanceof Subscription viewer) {
            viewer.resend(data, offset, length);
        }
    }

    @Override
    public void requestKeyFrame(ForwardSource source, int encoding) {
        if (node != null) {
            node.requestKeyFrame();
        }
    }

    @Override
    public void wanted(ForwardSource source, int encoding, boolean isWanted) {
        // the node goes with the link, not with a pause
    }

    private void begin(String key, CodecConfig codec) {
        PayloadCodec format = TrackCaps.formatOf(codec).orElseThrow();
        ForwardSourceConfig config = format.kind() == MediaKind.VIDEO
                ? ForwardSourceConfig.video(format, 1, ExtensionIds.none())
                : ForwardSourceConfig.audio(format, ExtensionIds.none());
        int h264Mode = codec.number("packetization-mode", 0);
        Packetizer packetizer = Packetizer.of(
                format,
                new PacketizerConfig(
                        PacketizerConfig.MAX_PAYLOAD_BYTES,
                        Math.min(1, h264Mode),
                        true,
                        downstream.random().nextInt(0x8000)));
        Run begun = new Run(
                key,
                format,
                codec,
                new ForwardSource(config),
                packetizer,
                new FrameStamps(codec.clockRateHz(), downstream));
        run = begun;
        feed.accept(new TrackSource(begun.source(), List.of(codec), null, this));
    }

    private void end() {
        if (run != null) {
            run.source().close();
            run = null;
        }
        node = null;
    }
}
