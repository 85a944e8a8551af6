package org.kaskado.worker.codec.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.NodeSpec.FilterStep;
import org.kaskado.worker.codec.EncoderChoice;
import org.kaskado.worker.frame.ffmpeg.CodedItem;
import org.kaskado.worker.frame.ffmpeg.Ffmpeg;
import org.kaskado.worker.frame.ffmpeg.RawItem;
import org.kaskado.worker.frame.ffmpeg.RawShape;
import org.kaskado.worker.frame.ffmpeg.TrackFormat;
import org.kaskado.worker.graph.NodeException;

/** One open encoder. Used by one thread at a time. */
final class Encoder implements AutoCloseable {
    /** Takes coded frames. */
    interface ItemSink {
        void accept(CodedItem item);
    }

    private final EncoderPlan plan;
    private final AVCodecContext context;
    private final AVFrame scratch = av_frame_alloc();
    private final AVRational nanoseconds = Ffmpeg.nanoseconds();
    private final AVRational timeBase;
    private final long keyIntervalNs;
    private final TrackFormat format;
    private long lastPts = Long.MIN_VALUE;
    private long lastKeyNs = Long.MIN_VALUE;

    Encoder(NodeSpec.Encode spec, EncoderChoice choice, RawItem first) throws NodeException {
        AVCodec codec = avcodec_find_encoder_by_name(choice.encoder());
        if (codec == null || codec.isNull()) {
            throw new NodeException(
                    NodeException.UNEXPECTED, "The encoder " + choice.encoder() + " is missing from this build.");
        }
        plan = EncoderPlan.of(spec, choice, codec, RawShape.of(first), first.rate());
        context = avcodec_alloc_context3(codec);
        plan.apply(context);
        AVDictionary options = Ffmpeg.dictionary(plan.options());
        int result = avcodec_open2(context, codec, options);
        av_dict_free(options);
        if (result < 0) {
            close();
            throw new NodeException(
                    NodeException.FORMAT,
                    plan.describe() + " cannot be encoded as " + spec.target().codec() + ": " + Ffmpeg.describe(result)
                            + ".");
        }
        timeBase =
                Ffmpeg.rational(context.time_base().num(), context.time_base().den());
        keyIntervalNs = spec.keyFrameIntervalMs() * 1_000_000L;
        format = formatOf(context, plan);
    }

    /** Whether frames of the shape can be encoded as they are. */
    boolean takes(RawShape shape) {
        return plan.isPlain(shape);
    }

    /** Filters that make frames of the shape fit. */
    List<FilterStep> conversion(RawShape shape) {
        return plan.conversion(shape);
    }

    /** Samples that each frame of sound must hold, 0 for any number. */
    int frameSamples() {
        return plan.kind() == MediaKind.AUDIO ? context.frame_size() : 0;
    }

    /** Encodes one frame, which stays the caller's; false when it was too early to differ from the last one. */
    boolean encode(AVFrame frame, boolean isKeyWanted, ItemSink sink) throws NodeException {
        long pts = av_rescale_q(frame.pts(), nanoseconds, timeBase);
        if (pts <= lastPts) {
            if (plan.kind() == MediaKind.VIDEO) {
                return false;
            }
            pts = lastPts + 1;
        }
        lastPts = pts;
        Ffmpeg.check(av_frame_ref(scratch, frame), "A frame cannot be referenced");
        scratch.pts(pts);
        scratch.time_base(timeBase);
        scratch.duration(0);
        scratch.pict_type(isKeyDue(frame.pts(), isKeyWanted) ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
        int result = avcodec_send_frame(context, scratch);
        av_frame_unref(scratch);
        Ffmpeg.check(result, plan.describe() + " cannot be encoded");
        receive(sink);
        return true;
    }

    /** Gives out what the encoder still holds; nothing can be encoded afterwards. */
    void drain(ItemSink sink) throws NodeException {
        if (avcodec_send_frame(context, null) >= 0) {
            receive(sink);
        }
    }

    @Override
    public void close() {
        avcodec_free_context(context);
        av_frame_free(scratch);
    }

    private boolean isKeyDue(long ptsNs, boolean isKeyWanted) {
        if (plan.kind() != MediaKind.VIDEO) {
            return false;
        }
        boolean isDue =
                isKeyWanted || lastKeyNs == Long.MIN_VALUE || (keyIntervalNs > 0 && ptsNs - lastKeyNs >= keyIntervalNs);
        if (isDue) {
            lastKeyNs = ptsNs;
        }
        return isDue;
    }

    private void receive(ItemSink sink) {
        for (AVPacket packet = next(); packet != null; packet = next()) {
            packet.pts(Ffmpeg.toNs(packet.pts(), timeBase));
            packet.dts(Ffmpeg.toNs(packet.dts(), timeBase));
            long durationNs = packet.duration() > 0 ? Ffmpeg.toNs(packet.duration(), timeBase) : plan.frameNs();
            packet.duration(durationNs);
            sink.accept(new CodedItem(packet, format));
        }
    }

    private @Nullable AVPacket next() {
        AVPacket packet = av_packet_alloc();
        if (avcodec_receive_packet(context, packet) < 0) {
            av_packet_free(packet);
            return null;
        }
        return packet;
    }

    private static TrackFormat formatOf(AVCodecContext context, EncoderPlan plan) {
        AVCodecParameters parameters = avcodec_parameters_alloc();
        try {
            avcodec_parameters_from_context(parameters, context);
            return new TrackFormat(parameters, plan.rate());
        } finally {
            avcodec_parameters_free(parameters);
        }
    }
}
