package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kaskado.session.CodecConfig;

/** Chooses from offered codecs (RFC 3264 §6.1, RFC 9429 §5.3.1): the offer's payload types, feedback only where offered. */
final class CodecAnswer {
    private final List<CodecCapability> ours;
    private final Map<Integer, CodecCapability> accepted = new HashMap<>();

    private CodecAnswer(List<CodecCapability> ours) {
        this.ours = ours;
    }

    /** The accepted codecs; empty when none of them carries media. */
    static List<CodecConfig> choose(List<CodecConfig> offered, List<CodecCapability> ours, boolean prefersOwnOrder) {
        List<CodecConfig> chosen = new CodecAnswer(ours).choose(offered, prefersOwnOrder);
        boolean hasMedia = chosen.stream().anyMatch(codec -> codec.role() == CodecConfig.Role.MEDIA);
        return hasMedia ? chosen : List.of();
    }

    private List<CodecConfig> choose(List<CodecConfig> offered, boolean prefersOwnOrder) {
        for (CodecConfig codec : offered) {
            CodecCapability capability = capability(codec);
            if (capability != null && codec.role() != CodecConfig.Role.RED) {
                accepted.put(codec.payloadType(), capability);
            }
        }
        for (CodecConfig codec : offered) {
            CodecCapability capability = capability(codec);
            if (capability != null && codec.role() == CodecConfig.Role.RED && carriesAccepted(codec)) {
                accepted.put(codec.payloadType(), capability);
            }
        }
        List<CodecConfig> chosen = new ArrayList<>();
        for (CodecConfig codec : offered) {
            CodecCapability capability = accepted.get(codec.payloadType());
            CodecCapability repaired = accepted.get(codec.associatedPayloadType());
            if (capability != null) {
                chosen.add(answered(codec, capability));
            } else if (repaired != null && repaired.hasRtx()) {
                chosen.add(codec.withFeedback(List.of()));
            }
        }
        if (prefersOwnOrder) {
            chosen.sort(Comparator.comparingInt(this::rank));
        }
        return chosen;
    }

    private @Nullable CodecCapability capability(CodecConfig codec) {
        for (CodecCapability capability : ours) {
            if (CodecMatch.fits(capability, codec)) {
                return capability;
            }
        }
        return null;
    }

    /** RFC 2198 §5: {@code fmtp} names the payload types inside; without it any may be. */
    private boolean carriesAccepted(CodecConfig red) {
        for (String types : red.parameters().keySet()) {
            for (String type : types.split("/", -1)) {
                if (!Texts.isNumber(type, 0, 127) || !accepted.containsKey(Integer.parseInt(type))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Our wishes are the peer's own, but for what it says about its stream ({@code sprop-}). */
    private static CodecConfig answered(CodecConfig offered, CodecCapability capability) {
        Map<String, String> parameters = new LinkedHashMap<>(offered.parameters());
        parameters.keySet().removeIf(name -> name.startsWith("sprop-"));
        List<String> feedback = offered.feedback().stream()
                .filter(capability.feedback()::contains)
                .collect(Collectors.toList());
        return offered.withParameters(parameters).withFeedback(feedback);
    }

    private int rank(CodecConfig codec) {
        int type = codec.role() == CodecConfig.Role.RTX ? codec.associatedPayloadType() : codec.payloadType();
        CodecCapability capability = accepted.get(type);
        return capability == null ? ours.size() : ours.indexOf(capability);
    }
}
