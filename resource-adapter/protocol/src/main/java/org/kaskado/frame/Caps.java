package org.kaskado.frame;

import java.util.Objects;

/**
 * What a pad carries. Two caps of equal kind and codec can be linked without a converter, unless a sink names a size.
 *
 * @param kind medium
 * @param codec lower-case codec name as FFmpeg spells it ({@code h264}, {@code vp8}, {@code opus}), or {@link #RAW}
 * @param width picture width in pixels, 0 when unknown or audio
 * @param height picture height in pixels, 0 when unknown or audio
 * @param sampleRateHz audio sample rate, 0 when unknown or video
 * @param channels audio channels, 0 when unknown or video
 */
public record Caps(MediaKind kind, String codec, int width, int height, int sampleRateHz, int channels) {
    /** Decoded pictures or samples. */
    public static final String RAW = "raw";

    public Caps {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(codec, "codec");
    }

    public static Caps video(String codec, int width, int height) {
        return new Caps(MediaKind.VIDEO, codec, width, height, 0, 0);
    }

    public static Caps audio(String codec, int sampleRateHz, int channels) {
        return new Caps(MediaKind.AUDIO, codec, 0, 0, sampleRateHz, channels);
    }

    public boolean isRaw() {
        return codec.equals(RAW);
    }
}
