package org.kaskado.negotiation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.session.CodecConfig;

/**
 * Whether two codecs are the same for negotiation: name, clock, channels, and those format parameters that name another
 * format altogether (RFC 6184 §8.2.2, RFC 9628 §6, RFC 7798 §7.2, AV1 RTP §7.2). All others only state wishes.
 */
final class CodecMatch {
    private CodecMatch() {}

    /** A parameter that ours does not name fits any value. */
    static boolean fits(CodecCapability ours, CodecConfig theirs) {
        return isSameName(ours.name(), theirs.name())
                && ours.clockRateHz() == theirs.clockRateHz()
                && ours.channels() == theirs.channels()
                && isSameFormat(ours.name(), ours.parameters(), theirs.parameters(), true);
    }

    static boolean isSame(CodecConfig left, CodecConfig right) {
        return isSameName(left.name(), right.name())
                && left.clockRateHz() == right.clockRateHz()
                && left.channels() == right.channels()
                && isSameFormat(left.name(), left.parameters(), right.parameters(), false);
    }

    /** As {@link #isSame}; RTX codecs are the same when what they repair is. */
    static boolean isSame(CodecConfig left, List<CodecConfig> lefts, CodecConfig right, List<CodecConfig> rights) {
        if (left.role() != CodecConfig.Role.RTX) {
            return isSame(left, right);
        }
        CodecConfig repaired = isSameName(left.name(), right.name()) ? repaired(left, lefts) : null;
        CodecConfig other = repaired == null ? null : repaired(right, rights);
        return repaired != null && other != null && isSame(repaired, other);
    }

    private static @Nullable CodecConfig repaired(CodecConfig rtx, List<CodecConfig> codecs) {
        int type = rtx.associatedPayloadType();
        for (CodecConfig codec : codecs) {
            if (codec.payloadType() == type) {
                return codec;
            }
        }
        return null;
    }

    private static boolean isSameName(String left, String right) {
        return left.equalsIgnoreCase(right);
    }

    private static boolean isSameFormat(
            String name, Map<String, String> left, Map<String, String> right, boolean isLeftOpen) {
        if (name.equalsIgnoreCase("H264")) {
            return isSame(left, right, "packetization-mode", "0", isLeftOpen) && isSameProfile(left, right);
        }
        if (name.equalsIgnoreCase("VP9")) {
            return isSame(left, right, "profile-id", "0", isLeftOpen);
        }
        if (name.equalsIgnoreCase("AV1")) {
            return isSame(left, right, "profile", "0", isLeftOpen);
        }
        return !name.equalsIgnoreCase("H265")
                || (isSame(left, right, "profile-id", "1", isLeftOpen)
                        && isSame(left, right, "tx-mode", "SRST", isLeftOpen));
    }

    private static boolean isSame(
            Map<String, String> left,
            Map<String, String> right,
            String parameter,
            String otherwise,
            boolean isLeftOpen) {
        if (isLeftOpen && !left.containsKey(parameter)) {
            return true;
        }
        return left.getOrDefault(parameter, otherwise).equalsIgnoreCase(right.getOrDefault(parameter, otherwise));
    }

    /** Plain senders often leave the profile out (RFC 6184 would mean Baseline 1.0 then): it fits any. */
    private static boolean isSameProfile(Map<String, String> left, Map<String, String> right) {
        String ours = left.getOrDefault("profile-level-id", "");
        String theirs = right.getOrDefault("profile-level-id", "");
        return ours.isEmpty() || theirs.isEmpty() || H264Profile.of(ours).equals(H264Profile.of(theirs));
    }
}
