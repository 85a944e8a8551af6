package org.kaskado.worker.codec.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_CONFIG_SAMPLE_FORMAT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_CONFIG_SAMPLE_RATE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_supported_config;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_get_sample_fmt_name;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.kaskado.frame.Caps;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.NodeSpec.FilterStep;
import org.kaskado.worker.codec.EncoderChoice;
import org.kaskado.worker.frame.ffmpeg.Ffmpeg;
import org.kaskado.worker.frame.ffmpeg.FrameRate;
import org.kaskado.worker.frame.ffmpeg.RawShape;

/**
 * What an encoder will be: size, rate and bit rate, decided from the target and the first frame.
 *
 * @param sampleFormat FFmpeg's number, sound only
 * @param channels sound only
 */
record EncoderPlan(
        NodeSpec.Encode spec,
        EncoderChoice choice,
        int width,
        int height,
        FrameRate rate,
        int sampleRateHz,
        int sampleFormat,
        int channels) {
    private static final int MICROSECONDS = 1_000_000;
    private static final int MAX_CHANNELS = 8;

    /** MPEG-2's frame rates, times 1001 where they are broadcast ones (ISO/IEC 13818-2 table 6-4). */
    private static final FrameRate[] MPEG2_RATES = {
        new FrameRate(24_000, 1001),
        new FrameRate(24, 1),
        new FrameRate(25, 1),
        new FrameRate(30_000, 1001),
        new FrameRate(30, 1),
        new FrameRate(50, 1),
        new FrameRate(60_000, 1001),
        new FrameRate(60, 1)
    };

    static EncoderPlan of(
            NodeSpec.Encode spec, EncoderChoice choice, AVCodec codec, RawShape first, FrameRate sourceRate) {
        Caps target = spec.target();
        if (target.kind() == MediaKind.VIDEO) {
            int width = width(target, first);
            int height = height(target, first);
            int mask = choice.isSizeEven() ? ~1 : ~0;
            FrameRate rate = choice.encoder().equals("mpeg2video") ? nearestMpeg2(sourceRate.orAssumed()) : sourceRate;
            return new EncoderPlan(spec, choice, Math.max(2, width & mask), Math.max(2, height & mask), rate, 0, 0, 0);
        }
        int wantedRate = target.sampleRateHz() > 0 ? target.sampleRateHz() : first.sampleRateHz();
        int wantedChannels = target.channels() > 0 ? target.channels() : channelsOf(first);
        return new EncoderPlan(
                spec,
                choice,
                0,
                0,
                FrameRate.UNKNOWN,
                nearestRate(codec, wantedRate),
                supported(codec, AV_CODEC_CONFIG_SAMPLE_FORMAT, first.format()),
                Math.min(MAX_CHANNELS, wantedChannels));
    }

    MediaKind kind() {
        return spec.target().kind();
    }

    void apply(AVCodecContext context) {
        int threads = Math.max(1, spec.threads());
        context.thread_count(threads);
        if (choice.isHeaderGlobal()) {
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        if (kind() == MediaKind.VIDEO) {
            applyVideo(context);
        } else {
            context.sample_rate(sampleRateHz);
            context.sample_fmt(sampleFormat);
            av_channel_layout_default(context.ch_layout(), channels);
            context.time_base(Ffmpeg.rational(1, sampleRateHz));
            if (choice.channelBps() > 0) {
                context.bit_rate(spec.bitrateBps() > 0 ? spec.bitrateBps() : choice.defaultAudioBps(channels));
            }
        }
    }

    private void applyVideo(AVCodecContext context) {
        FrameRate known = rate.orAssumed();
        boolean isFixedRate = choice.encoder().equals("mpeg2video");
        context.width(width);
        context.height(height);
        context.pix_fmt(av_get_pix_fmt(choice.pixelFormat()));
        context.framerate(known.toRational());
        context.time_base(
                isFixedRate
                        ? Ffmpeg.rational(/* num= */ known.den(), /* den= */ known.num())
                        : Ffmpeg.rational(1, MICROSECONDS));
        context.gop_size(gopSize(known));
        context.max_b_frames(0);
        if (choice.encoder().equals("mjpeg")) {
            context.color_range(AVCOL_RANGE_JPEG);
            context.flags(context.flags() | AV_CODEC_FLAG_QSCALE);
            context.global_quality(FF_QP2LAMBDA * 4);
            return;
        }
        int bps = spec.bitrateBps() > 0 ? spec.bitrateBps() : choice.defaultVideoBps(width, height, known.perSecond());
        context.color_range(AVCOL_RANGE_MPEG);
        context.bit_rate(bps);
        context.rc_max_rate(bps);
        context.rc_buffer_size(bps);
        if (choice.encoder().startsWith("libvpx")) {
            context.rc_min_rate(bps); // with equal bounds libvpx keeps a constant rate
        }
    }

    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>(choice.options());
        if (choice.encoder().equals("libsvtav1")) {
            options.put("svtav1-params", "pred-struct=1:lp=" + Math.max(1, spec.threads()));
        }
        return options;
    }

    boolean isPlain(RawShape shape) {
        return kind() == MediaKind.VIDEO
                && !choice.encoder().equals("mpeg2video")
                && shape.width() == width
                && shape.height() == height
                && shape.format() == av_get_pix_fmt(choice.pixelFormat())
                && (shape.colorRange() != AVCOL_RANGE_JPEG || choice.encoder().equals("mjpeg"));
    }

    List<FilterStep> conversion(RawShape shape) {
        List<FilterStep> steps = new ArrayList<>();
        if (kind() == MediaKind.AUDIO) {
            Map<String, String> format = new TreeMap<>();
            format.put("sample_fmts", av_get_sample_fmt_name(sampleFormat).getString());
            format.put("sample_rates", Integer.toString(sampleRateHz));
            format.put("channel_layouts", layoutName());
            steps.add(new FilterStep("aformat", format));
            return steps;
        }
        boolean isJpeg = choice.encoder().equals("mjpeg");
        steps.add(new FilterStep(
                "scale",
                Map.of(
                        "w", Integer.toString(width),
                        "h", Integer.toString(height),
                        "out_range", isJpeg ? "pc" : "tv")));
        steps.add(new FilterStep("format", Map.of("pix_fmts", choice.pixelFormat())));
        if (choice.encoder().equals("mpeg2video")) {
            steps.add(new FilterStep("fps", Map.of("fps", rate.num() + "/" + rate.den())));
        }
        return steps;
    }

    /** Length of one frame, for packets that do not say. */
    long frameNs() {
        return kind() == MediaKind.VIDEO ? (long) (1e9 / rate.orAssumed().perSecond()) : 0;
    }

    String describe() {
        return kind() == MediaKind.VIDEO
                ? "Video of " + width + "x" + height
                : "Audio of " + sampleRateHz + " Hz and " + channels + " channels";
    }

    private int gopSize(FrameRate known) {
        double seconds = spec.keyFrameIntervalMs() > 0 ? spec.keyFrameIntervalMs() / 1000.0 : 10;
        return (int) Math.max(1, Math.ceil(known.perSecond() * seconds));
    }

    private String layoutName() {
        return switch (channels) {
            case 1 -> "mono";
            case 2 -> "stereo";
            case 3 -> "2.1";
            case 4 -> "4.0";
            case 5 -> "5.0";
            case 6 -> "5.1";
            case 7 -> "6.1";
            default -> "7.1";
        };
    }

    private static int width(Caps target, RawShape first) {
        if (target.width() > 0) {
            return target.width();
        }
        return target.height() > 0 ? first.width() * target.height() / first.height() : first.width();
    }

    private static int height(Caps target, RawShape first) {
        if (target.height() > 0) {
            return target.height();
        }
        return target.width() > 0 ? first.height() * target.width() / first.width() : first.height();
    }

    private static int channelsOf(RawShape shape) {
        return Ffmpeg.channels(shape.layout());
    }

    private static FrameRate nearestMpeg2(FrameRate wanted) {
        FrameRate best = MPEG2_RATES[0];
        for (FrameRate rate : MPEG2_RATES) {
            if (Math.abs(rate.perSecond() - wanted.perSecond()) < Math.abs(best.perSecond() - wanted.perSecond())) {
                best = rate;
            }
        }
        return best;
    }

    /** The lowest supported rate that is not below the wanted one, else the highest. */
    private static int nearestRate(AVCodec codec, int wanted) {
        int best = 0;
        for (int rate : supportedValues(codec, AV_CODEC_CONFIG_SAMPLE_RATE)) {
            boolean isBetter = best < wanted ? rate > best : rate >= wanted && rate < best;
            best = best == 0 || isBetter ? rate : best;
        }
        return best == 0 ? wanted : best;
    }

    private static int supported(AVCodec codec, int config, int wanted) {
        int[] values = supportedValues(codec, config);
        for (int value : values) {
            if (value == wanted) {
                return value;
            }
        }
        return values.length == 0 ? wanted : values[0];
    }

    private static int[] supportedValues(AVCodec codec, int config) {
        Pointer list = new Pointer();
        int[] count = new int[1];
        if (avcodec_get_supported_config(null, codec, config, 0, list, count) < 0 || list.isNull()) {
            return new int[0];
        }
        int[] values = new int[count[0]];
        new IntPointer(list).get(values);
        return values;
    }
}
