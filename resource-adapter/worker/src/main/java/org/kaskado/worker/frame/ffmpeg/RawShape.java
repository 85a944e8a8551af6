package org.kaskado.worker.frame.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_describe;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_get_sample_fmt_name;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.kaskado.frame.MediaKind;

/**
 * Everything about a raw frame that a filter chain is built for; when it changes, the chain is rebuilt.
 *
 * @param format pixel or sample format, FFmpeg's number
 * @param layout FFmpeg's name of the channel layout, empty for pictures
 */
public record RawShape(
        MediaKind kind,
        int format,
        int width,
        int height,
        int aspectNum,
        int aspectDen,
        int colorSpace,
        int colorRange,
        int sampleRateHz,
        String layout) {
    private static final int LAYOUT_BYTES = 128;

    public static RawShape of(RawItem item) {
        return of(item.frame(), item.kind());
    }

    public static RawShape of(AVFrame frame, MediaKind kind) {
        if (kind == MediaKind.AUDIO) {
            return new RawShape(kind, frame.format(), 0, 0, 0, 1, 0, 0, frame.sample_rate(), layoutOf(frame));
        }
        return new RawShape(
                kind,
                frame.format(),
                frame.width(),
                frame.height(),
                frame.sample_aspect_ratio().num(),
                frame.sample_aspect_ratio().den(),
                frame.colorspace(),
                frame.color_range(),
                0,
                "");
    }

    /** Arguments of the chain's source filter. */
    String sourceArguments(FrameRate rate) {
        if (kind == MediaKind.AUDIO) {
            return String.format(
                    Locale.ROOT,
                    "time_base=1/1000000000:sample_rate=%d:sample_fmt=%s:channel_layout=%s",
                    sampleRateHz,
                    av_get_sample_fmt_name(format).getString(),
                    layout);
        }
        String frameRate = rate.isKnown() ? ":frame_rate=" + rate.num() + "/" + rate.den() : "";
        return String.format(
                Locale.ROOT,
                "time_base=1/1000000000:video_size=%dx%d:pix_fmt=%s:pixel_aspect=%d/%d:colorspace=%d:range=%d%s",
                width,
                height,
                av_get_pix_fmt_name(format).getString(),
                aspectNum,
                Math.max(1, aspectDen),
                colorSpace,
                colorRange,
                frameRate);
    }

    private static String layoutOf(AVFrame frame) {
        byte[] text = new byte[LAYOUT_BYTES];
        int length = av_channel_layout_describe(frame.ch_layout(), text, text.length);
        return length <= 1 ? "" : new String(text, 0, Math.min(length, text.length) - 1, StandardCharsets.UTF_8);
    }
}
