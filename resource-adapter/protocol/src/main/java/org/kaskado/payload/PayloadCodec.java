package org.kaskado.payload;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kaskado.frame.MediaKind;

/** The payload formats that we read and write. */
public enum PayloadCodec {
    VP8("VP8", "vp8", MediaKind.VIDEO, 90_000),
    VP9("VP9", "vp9", MediaKind.VIDEO, 90_000),
    H264("H264", "h264", MediaKind.VIDEO, 90_000),
    H265("H265", "hevc", MediaKind.VIDEO, 90_000),
    AV1("AV1", "av1", MediaKind.VIDEO, 90_000),
    OPUS("opus", "opus", MediaKind.AUDIO, 48_000),
    PCMU("PCMU", "pcm_mulaw", MediaKind.AUDIO, 8_000),
    PCMA("PCMA", "pcm_alaw", MediaKind.AUDIO, 8_000),
    /** RFC 3551 §4.5.2: sampled at 16 kHz, yet its RTP clock runs at 8 kHz. */
    G722("G722", "adpcm_g722", MediaKind.AUDIO, 8_000),
    TELEPHONE_EVENT("telephone-event", "telephone-event", MediaKind.DATA, 8_000);

    private static final Map<String, PayloadCodec> BY_ENCODING_NAME =
            Stream.of(values()).collect(Collectors.toMap(codec -> lower(codec.encodingName), Function.identity()));
    private static final Map<String, PayloadCodec> BY_FRAME_CODEC =
            Stream.of(values()).collect(Collectors.toMap(codec -> codec.frameCodec, Function.identity()));

    private final String encodingName;
    private final String frameCodec;
    private final MediaKind kind;
    private final int clockRateHz;

    PayloadCodec(String encodingName, String frameCodec, MediaKind kind, int clockRateHz) {
        this.encodingName = encodingName;
        this.frameCodec = frameCodec;
        this.kind = kind;
        this.clockRateHz = clockRateHz;
    }

    /** By the name of an {@code a=rtpmap} line, in any case. */
    public static Optional<PayloadCodec> ofEncodingName(String name) {
        return Optional.ofNullable(BY_ENCODING_NAME.get(lower(name)));
    }

    /** By the name that {@link org.kaskado.frame.Caps#codec} uses. */
    public static Optional<PayloadCodec> ofFrameCodec(String name) {
        return Optional.ofNullable(BY_FRAME_CODEC.get(name));
    }

    /** As an {@code a=rtpmap} line spells it. */
    public String encodingName() {
        return encodingName;
    }

    /** As {@link org.kaskado.frame.Caps#codec} spells it. */
    public String frameCodec() {
        return frameCodec;
    }

    public MediaKind kind() {
        return kind;
    }

    public boolean isVideo() {
        return kind == MediaKind.VIDEO;
    }

    /** The usual RTP clock rate; that of telephone-event follows the audio beside it. */
    public int clockRateHz() {
        return clockRateHz;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
