package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.session.CodecConfig;

/**
 * Payload types of a session: a codec that has one keeps it, a type that either side gave a meaning is never given another
 * (RFC 9429 §5.2.2, RFC 9143 §9.1).
 */
final class PayloadTypes {
    /** RFC 3551 §6: dynamic; then the range that RFC 5761 §4 leaves when RTCP shares the port. */
    private static final int[][] RANGES = {{96, 127}, {35, 63}};

    private final Map<MediaKind, List<CodecConfig>> known = new EnumMap<>(MediaKind.class);
    private final BitSet used = new BitSet(128);

    /** Knows what was agreed on before. */
    PayloadTypes(@Nullable Description ours, @Nullable Description theirs) {
        if (ours != null) {
            ours.sections().forEach(section -> learn(section, true));
        }
        if (theirs != null) {
            theirs.sections().forEach(section -> learn(section, false));
        }
    }

    /** The codecs of an offered m-section, in the order of the capabilities. */
    List<CodecConfig> offer(MediaKind kind, List<CodecCapability> capabilities) {
        List<CodecConfig> codecs = new ArrayList<>();
        for (CodecCapability capability : capabilities) {
            CodecConfig codec = codec(kind, capability, codecs);
            if (codec == null) {
                continue;
            }
            codecs.add(codec);
            CodecConfig rtx = capability.hasRtx() ? rtx(kind, codec) : null;
            if (rtx != null) {
                codecs.add(rtx);
            }
        }
        return codecs;
    }

    private @Nullable CodecConfig codec(MediaKind kind, CodecCapability capability, List<CodecConfig> sofar) {
        for (CodecConfig codec : of(kind)) {
            boolean isTaken = sofar.stream().anyMatch(other -> other.payloadType() == codec.payloadType());
            if (!isTaken && CodecMatch.fits(capability, codec)) {
                return codec.withFeedback(capability.feedback());
            }
        }
        int type = free(capability.payloadType());
        if (type < 0) {
            return null;
        }
        Map<String, String> parameters = capability.parameters();
        if (capability.name().equalsIgnoreCase("red") && parameters.isEmpty() && !sofar.isEmpty()) {
            int carried = sofar.get(0).payloadType();
            parameters = kind == MediaKind.AUDIO ? Map.of(carried + "/" + carried, "") : Map.of();
        }
        return add(
                kind,
                new CodecConfig(
                        type,
                        capability.name(),
                        capability.clockRateHz(),
                        capability.channels(),
                        parameters,
                        capability.feedback()));
    }

    private @Nullable CodecConfig rtx(MediaKind kind, CodecConfig codec) {
        for (CodecConfig other : of(kind)) {
            if (other.associatedPayloadType() == codec.payloadType()) {
                return other;
            }
        }
        int type = free(codec.payloadType() + 1);
        if (type < 0) {
            return null;
        }
        Map<String, String> parameters = Map.of("apt", Integer.toString(codec.payloadType()));
        return add(kind, new CodecConfig(type, "rtx", codec.clockRateHz(), 1, parameters, List.of()));
    }

    private CodecConfig add(MediaKind kind, CodecConfig codec) {
        used.set(codec.payloadType());
        of(kind).add(codec);
        return codec;
    }

    private void learn(Section section, boolean isOurs) {
        MediaKind kind = section.kind();
        for (CodecConfig codec : section.media().codecs()) {
            used.set(codec.payloadType());
            if (isOurs && kind != null) {
                of(kind).add(codec);
            }
        }
    }

    private int free(int wanted) {
        if (wanted >= 0 && wanted <= 127 && !used.get(wanted)) {
            return wanted;
        }
        for (int[] range : RANGES) {
            int type = used.nextClearBit(range[0]);
            if (type <= range[1]) {
                return type;
            }
        }
        return -1;
    }

    private List<CodecConfig> of(MediaKind kind) {
        return known.computeIfAbsent(kind, k -> new ArrayList<>());
    }
}
