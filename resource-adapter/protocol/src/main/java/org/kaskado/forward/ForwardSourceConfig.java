package org.kaskado.forward;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.kaskado.payload.PayloadCodec;
import org.kaskado.rtp.ExtensionIds;

/**
 * What a publisher's track is.
 *
 * @param codec its main payload format
 * @param clockRateHz RTP clock
 * @param encodings simulcast encodings, 1 to 8
 * @param extensions ids of the header extensions of packets that come in
 * @param cachePackets packets kept per encoding for NACK answers: a power of two, 16 to 8192
 * @param keyFrameIntervalNs key-frame requests of an encoding are at least this far apart
 */
public record ForwardSourceConfig(
        PayloadCodec codec,
        int clockRateHz,
        int encodings,
        ExtensionIds extensions,
        int cachePackets,
        long keyFrameIntervalNs) {
    public static final int MAX_ENCODINGS = 8;
    /** 4 s of 1 Mbit/s video, 1.5 s of 3 Mbit/s. */
    public static final int VIDEO_CACHE_PACKETS = 512;
    /** Over 1 s of 10 ms audio. */
    public static final int AUDIO_CACHE_PACKETS = 128;
    /** A browser's encoder answers no faster. */
    public static final long KEY_FRAME_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int MAX_CACHE_PACKETS = 8192;

    public ForwardSourceConfig {
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(extensions, "extensions");
        if (clockRateHz < 1) {
            throw new IllegalArgumentException("clockRateHz must be positive, not " + clockRateHz);
        }
        if (encodings < 1 || encodings > MAX_ENCODINGS) {
            throw new IllegalArgumentException("encodings must be 1 to 8, not " + encodings);
        }
        if (cachePackets < 16 || cachePackets > MAX_CACHE_PACKETS || Integer.bitCount(cachePackets) != 1) {
            throw new IllegalArgumentException(
                    "cachePackets must be a power of two from 16 to 8192, not " + cachePackets);
        }
        if (keyFrameIntervalNs < 0) {
            throw new IllegalArgumentException("keyFrameIntervalNs must not be negative, not " + keyFrameIntervalNs);
        }
    }

    public static ForwardSourceConfig video(PayloadCodec codec, int encodings, ExtensionIds extensions) {
        return new ForwardSourceConfig(
                codec, codec.clockRateHz(), encodings, extensions, VIDEO_CACHE_PACKETS, KEY_FRAME_INTERVAL_NS);
    }

    public static ForwardSourceConfig audio(PayloadCodec codec, ExtensionIds extensions) {
        return new ForwardSourceConfig(codec, codec.clockRateHz(), 1, extensions, AUDIO_CACHE_PACKETS, 0);
    }
}
