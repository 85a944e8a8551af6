package org.kaskado.worker.codec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How one codec is encoded: FFmpeg's encoder, its options for live use, and what its frames look like.
 *
 * @param encoder FFmpeg's name of the encoder
 * @param options its own options
 * @param pixelFormat of pictures, empty for sound
 * @param isHeaderGlobal whether the set-up bytes go to the container instead of each key frame
 * @param isSizeEven whether widths and heights must be even
 * @param bitsPerPixel of an average picture, for the default bit rate; 0 for sound
 * @param channelBps default bit rate of one channel of sound; 0 for pictures
 */
public record EncoderChoice(
        String encoder,
        Map<String, String> options,
        String pixelFormat,
        boolean isHeaderGlobal,
        boolean isSizeEven,
        double bitsPerPixel,
        int channelBps) {

    private static final double ASSUMED_RATE = 30;
    private static final int MIN_VIDEO_BPS = 150_000;
    private static final int MAX_VIDEO_BPS = 12_000_000;

    private static final Map<String, EncoderChoice> CHOICES = choices();

    /** The choice for a codec, or null when it is not encoded. */
    public static @Nullable EncoderChoice of(String codec) {
        return CHOICES.get(codec);
    }

    /** The codecs that can be encoded, in alphabetical order. */
    public static List<String> codecs() {
        return List.copyOf(new TreeSet<>(CHOICES.keySet()));
    }

    /** A bit rate that looks decent, when nobody asked for one. */
    public int defaultVideoBps(int width, int height, double framesPerSecond) {
        double rate = framesPerSecond > 0 ? framesPerSecond : ASSUMED_RATE;
        double bps = (double) width * height * rate * bitsPerPixel;
        return (int) Math.max(MIN_VIDEO_BPS, Math.min(MAX_VIDEO_BPS, bps));
    }

    /** The same for sound. */
    public int defaultAudioBps(int channels) {
        return channelBps * Math.max(1, channels);
    }

    private static Map<String, EncoderChoice> choices() {
        Map<String, EncoderChoice> all = new LinkedHashMap<>();
        Map<String, String> realtime = Map.of("deadline", "realtime", "cpu-used", "8", "lag-in-frames", "0");
        all.put("vp8", video("libvpx", plus(realtime, "auto-alt-ref", "0"), true, false, 0.1));
        all.put("vp9", video("libvpx-vp9", plus(realtime, "row-mt", "1"), true, false, 0.07));
        all.put(
                "h264",
                video(
                        "libopenh264",
                        Map.of("rc_mode", "bitrate", "profile", "constrained_baseline", "allow_skip_frames", "0"),
                        true,
                        true,
                        0.1));
        all.put("av1", video("libsvtav1", Map.of("preset", "10"), true, true, 0.05));
        all.put("mpeg2video", video("mpeg2video", Map.of(), false, true, 0.25));
        all.put("mjpeg", new EncoderChoice("mjpeg", Map.of(), "yuvj420p", false, false, 0.8, 0));
        all.put("opus", audio("libopus", Map.of("frame_duration", "20", "application", "audio"), 48_000));
        all.put("aac", audio("aac", Map.of(), 64_000));
        all.put("ac3", audio("ac3", Map.of(), 96_000));
        all.put("mp3", audio("libmp3lame", Map.of(), 64_000));
        for (String pcm : List.of("pcm_mulaw", "pcm_alaw", "pcm_s16le", "pcm_s16be")) {
            all.put(pcm, audio(pcm, Map.of(), 0));
        }
        return Map.copyOf(all);
    }

    private static EncoderChoice video(
            String encoder, Map<String, String> options, boolean isHeaderGlobal, boolean isEven, double bitsPerPixel) {
        return new EncoderChoice(encoder, options, "yuv420p", isHeaderGlobal, isEven, bitsPerPixel, 0);
    }

    private static EncoderChoice audio(String encoder, Map<String, String> options, int channelBps) {
        return new EncoderChoice(encoder, options, "", true, false, 0, channelBps);
    }

    private static Map<String, String> plus(Map<String, String> options, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(key, value);
        return more;
    }
}
