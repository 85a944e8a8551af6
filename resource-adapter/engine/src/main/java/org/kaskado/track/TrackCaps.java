package org.kaskado.track;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kaskado.forward.PayloadTypeMap;
import org.kaskado.frame.Caps;
import org.kaskado.frame.MediaKind;
import org.kaskado.payload.PayloadCodec;
import org.kaskado.session.CodecConfig;

/** What negotiated codecs mean to pads, and to each other. */
final class TrackCaps {
    /** Digits of {@code profile-level-id} that name the profile (RFC 6184 §8.1): profile_idc and the constraint flags. */
    private static final int PROFILE_DIGITS = 4;

    private TrackCaps() {}

    /** The payload format of a codec, empty when it is none of ours. */
    static Optional<PayloadCodec> formatOf(CodecConfig codec) {
        return PayloadCodec.ofEncodingName(codec.name());
    }

    /** Caps of a codec's frames; sizes are not known. */
    static Caps of(CodecConfig codec, PayloadCodec format) {
        return format.kind() == MediaKind.VIDEO
                ? Caps.video(format.frameCodec(), 0, 0)
                : Caps.audio(
                        format.frameCodec(),
                        format == PayloadCodec.G722 ? 16_000 : codec.clockRateHz(),
                        Math.max(1, codec.channels()));
    }

    /** Which codec of {@code ours} a codec of the other side is: the same in all that matters, else the same by name. */
    static @Nullable CodecConfig match(CodecConfig theirs, List<CodecConfig> ours) {
        CodecConfig byName = null;
        for (CodecConfig candidate : ours) {
            if (candidate.is(theirs.name()) && candidate.clockRateHz() == theirs.clockRateHz()) {
                if (isSameFormat(candidate, theirs)) {
                    return candidate;
                }
                byName = byName == null ? candidate : byName;
            }
        }
        return byName;
    }

    /** Payload types of a publisher in terms of a viewer. */
    static PayloadTypeMap map(List<CodecConfig> incoming, List<CodecConfig> outgoing) {
        Map<Integer, Integer> types = new HashMap<>();
        for (CodecConfig codec : incoming) {
            boolean isCarried =
                    codec.role() == CodecConfig.Role.MEDIA || codec.role() == CodecConfig.Role.TELEPHONE_EVENT;
            CodecConfig match = isCarried ? match(codec, outgoing) : null;
            if (match != null) {
                types.put(codec.payloadType(), match.payloadType());
            }
        }
        return PayloadTypeMap.of(types);
    }

    private static boolean isSameFormat(CodecConfig one, CodecConfig other) {
        return one.number("packetization-mode", 0) == other.number("packetization-mode", 0)
                && profile(one).equals(profile(other))
                && one.parameter("profile-id", "0").equals(other.parameter("profile-id", "0"));
    }

    private static String profile(CodecConfig codec) {
        String id = codec.parameter("profile-level-id", "");
        return id.length() < PROFILE_DIGITS ? "" : id.substring(0, PROFILE_DIGITS);
    }
}
