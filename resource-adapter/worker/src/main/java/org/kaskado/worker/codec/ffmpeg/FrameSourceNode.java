package org.kaskado.worker.codec.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.Caps;
import org.kaskado.frame.EncodedFrame;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec;
import org.kaskado.worker.codec.SetupBytes;
import org.kaskado.worker.frame.ffmpeg.CodedItem;
import org.kaskado.worker.frame.ffmpeg.FrameRate;
import org.kaskado.worker.frame.ffmpeg.TrackFormat;
import org.kaskado.worker.graph.Node;
import org.kaskado.worker.graph.NodeContext;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.graph.Reply;

/**
 * Brings coded frames of the server into the graph. The format of pictures is learnt from the first key frame, by
 * decoding it: frames from a network carry no container header. Asks the server for a key frame by the event
 * {@code KeyFrameNeeded}.
 */
public final class FrameSourceNode extends Node {
    private final Caps caps;
    private final String pad;
    private final int codecId;
    private @Nullable NodeContext context;
    private @Nullable TrackFormat format;
    private byte[] setup = {};

    public FrameSourceNode(NodeSpec.FrameSource spec) throws NodeException {
        caps = spec.caps();
        pad = caps.kind() == MediaKind.VIDEO ? "video" : "audio";
        AVCodecDescriptor descriptor = avcodec_descriptor_get_by_name(caps.codec());
        codecId = descriptor == null || descriptor.isNull() ? AV_CODEC_ID_NONE : descriptor.id();
        if (codecId == AV_CODEC_ID_NONE) {
            throw new NodeException(NodeException.FORMAT, "'" + caps.codec() + "' is no codec.");
        }
    }

    @Override
    public void open(NodeContext opened, Reply reply) {
        context = opened;
        reply.done(null);
    }

    @Override
    public boolean keyFrameRequested(String ofPad) {
        if (context != null && caps.kind() == MediaKind.VIDEO) {
            context.event("KeyFrameNeeded", Map.of());
        }
        return true;
    }

    @Override
    public void frameIn(EncodedFrame frame) throws NodeException {
        NodeContext opened = context;
        if (opened == null) {
            return;
        }
        AVPacket packet = packetOf(frame);
        learn(frame, packet);
        TrackFormat known = format;
        if (known == null || !opened.hasRoom(pad)) {
            org.bytedeco.ffmpeg.global.avcodec.av_packet_free(packet);
            opened.countDropped();
            keyFrameRequested(pad);
            return;
        }
        opened.emit(pad, new CodedItem(packet, known));
    }

    @Override
    public void close() {
        format = null;
    }

    private static AVPacket packetOf(EncodedFrame frame) {
        AVPacket packet = av_packet_alloc();
        av_new_packet(packet, frame.data().length);
        packet.data().put(frame.data(), 0, frame.data().length);
        packet.pts(frame.ptsNs());
        packet.dts(frame.dtsNs());
        packet.duration(Math.max(0, frame.durationNs()));
        packet.flags(frame.isKeyFrame() ? AV_PKT_FLAG_KEY : 0);
        return packet;
    }

    /** Sound is as announced; pictures may change with every key frame. */
    private void learn(EncodedFrame frame, AVPacket packet) throws NodeException {
        if (caps.kind() == MediaKind.AUDIO) {
            if (format == null) {
                format = describe(caps, SetupBytes.ofSound(caps));
            }
            return;
        }
        if (!frame.isKeyFrame()) {
            return;
        }
        byte[] found = SetupBytes.ofKeyFrame(caps.codec(), frame.data());
        boolean isNew = format == null || !java.util.Arrays.equals(found, setup);
        if (isNew) {
            setup = found;
            format = measured(packet, found);
        }
    }

    private @Nullable TrackFormat measured(AVPacket packet, byte[] found) throws NodeException {
        TrackFormat unmeasured = describe(caps, found);
        int[] size = {caps.width(), caps.height()};
        try (Decoder decoder = new Decoder(unmeasured, 1)) {
            Decoder.FrameSink measure = frame -> {
                size[0] = frame.width();
                size[1] = frame.height();
                av_frame_free(frame);
            };
            decoder.send(packet, measure);
            decoder.drain(measure);
        }
        return size[0] > 0 && size[1] > 0 ? describe(Caps.video(caps.codec(), size[0], size[1]), found) : null;
    }

    private TrackFormat describe(Caps known, byte[] extradata) {
        AVCodecParameters parameters = avcodec_parameters_alloc();
        try {
            boolean isPicture = known.kind() == MediaKind.VIDEO;
            parameters.codec_type(isPicture ? AVMEDIA_TYPE_VIDEO : AVMEDIA_TYPE_AUDIO);
            parameters.codec_id(codecId);
            parameters.width(known.width());
            parameters.height(known.height());
            if (!isPicture) {
                parameters.sample_rate(known.sampleRateHz());
                av_channel_layout_default(parameters.ch_layout(), Math.max(1, known.channels()));
            }
            TrackFormat plain = new TrackFormat(parameters, FrameRate.UNKNOWN);
            return extradata.length == 0 ? plain : plain.withExtradata(extradata);
        } finally {
            avcodec_parameters_free(parameters);
        }
    }
}
