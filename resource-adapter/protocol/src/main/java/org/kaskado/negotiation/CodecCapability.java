package org.kaskado.negotiation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A codec that we take and give. A format parameter that is not named here (such as {@code profile-level-id}) fits any
 * value a peer offers; one that is named must fit by the codec's own rules.
 *
 * @param name encoding name as we write it
 * @param clockRateHz RTP clock
 * @param channels 1 for mono and video
 * @param parameters our format parameters, in order
 * @param feedback kinds of feedback we understand, as {@code nack pli}
 * @param hasRtx whether its packets may be retransmitted (RFC 4588)
 * @param payloadType the one to offer it with when it is free; -1: any dynamic one
 */
public record CodecCapability(
        String name,
        int clockRateHz,
        int channels,
        Map<String, String> parameters,
        List<String> feedback,
        boolean hasRtx,
        int payloadType) {
    public CodecCapability {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        feedback = List.copyOf(feedback);
        if (clockRateHz < 1) {
            throw new IllegalArgumentException("clockRateHz must be positive, not " + clockRateHz);
        }
    }
}
