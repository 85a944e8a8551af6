package org.kaskado.worker.codec.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.worker.frame.ffmpeg.Ffmpeg;
import org.kaskado.worker.frame.ffmpeg.TrackFormat;
import org.kaskado.worker.graph.NodeException;

/** One open decoder. Used by one thread at a time. */
public final class Decoder implements AutoCloseable {
    /** Takes a decoded frame, which is its own from then on. */
    public interface FrameSink {
        void accept(AVFrame frame) throws NodeException;
    }

    /** 8K pictures; a header that claims more is an attack on memory. */
    private static final long MAX_PIXELS = 8192L * 4352;

    private final AVCodecContext context;
    private final boolean isPicture;
    private final long frameNs;
    private long nextPtsNs;

    public Decoder(TrackFormat format, int threads) throws NodeException {
        AVCodec codec = find(format);
        isPicture = format.caps().kind() == MediaKind.VIDEO;
        frameNs = (long) (1e9 / format.rate().orAssumed().perSecond());
        context = avcodec_alloc_context3(codec);
        int result = avcodec_parameters_to_context(context, format.parameters());
        context.pkt_timebase(Ffmpeg.nanoseconds());
        context.thread_count(threads);
        context.max_pixels(MAX_PIXELS);
        if (result >= 0) {
            result = avcodec_open2(context, codec, (AVDictionary) null);
        }
        if (result < 0) {
            close();
            throw new NodeException(
                    NodeException.FORMAT,
                    "The " + format.caps().codec() + " track cannot be decoded: " + Ffmpeg.describe(result) + ".");
        }
    }

    /** Decodes one packet, which stays the caller's; false when it was damaged. */
    public boolean send(AVPacket packet, FrameSink sink) throws NodeException {
        int result = avcodec_send_packet(context, packet);
        boolean isFine = receive(sink);
        if (Ffmpeg.isAgain(result)) {
            result = avcodec_send_packet(context, packet);
            isFine &= receive(sink);
        }
        return result >= 0 && isFine;
    }

    /** Gives out what the decoder still holds; nothing can be sent afterwards. */
    public void drain(FrameSink sink) throws NodeException {
        if (avcodec_send_packet(context, null) >= 0) {
            receive(sink);
        }
    }

    @Override
    public void close() {
        avcodec_free_context(context);
    }

    private boolean receive(FrameSink sink) throws NodeException {
        while (true) {
            AVFrame frame = av_frame_alloc();
            int result = avcodec_receive_frame(context, frame);
            if (result < 0) {
                av_frame_free(frame);
                return Ffmpeg.isAgain(result) || result == org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
            }
            complete(frame);
            sink.accept(frame);
        }
    }

    /** Every frame gets a time, and sound a channel layout. */
    private void complete(AVFrame frame) {
        long ptsNs = frame.best_effort_timestamp();
        frame.pts(ptsNs == AV_NOPTS_VALUE ? nextPtsNs : ptsNs);
        if (isPicture) {
            nextPtsNs = frame.pts() + (frame.duration() > 0 ? frame.duration() : frameNs);
            return;
        }
        nextPtsNs = frame.pts() + frame.nb_samples() * 1_000_000_000L / Math.max(1, frame.sample_rate());
        if (frame.ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(frame.ch_layout(), frame.ch_layout().nb_channels());
        }
    }

    private static AVCodec find(TrackFormat format) throws NodeException {
        int codecId = format.parameters().codec_id();
        // the first AV1 decoder of the list works with graphics cards only
        AVCodec codec =
                codecId == AV_CODEC_ID_AV1 ? avcodec_find_decoder_by_name("libaom-av1") : avcodec_find_decoder(codecId);
        if (isMissing(codec)) {
            throw new NodeException(
                    NodeException.FORMAT,
                    "There is no decoder for " + format.caps().codec() + ".");
        }
        return codec;
    }

    private static boolean isMissing(@Nullable AVCodec codec) {
        return codec == null || codec.isNull();
    }
}
