package org.kaskado.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one m-section.
 *
 * @param isActive whether packets may flow this way now
 * @param codecs in the order of preference. To send: the peer's payload types and parameters (what it wants to get). To
 *     receive: our payload types and parameters, with the peer's {@code sprop-} parameters added
 * @param streams announced SSRCs: ours to send, the peer's to receive; may be empty when receiving
 * @param isSsrcSimulcast whether {@code streams} are the layers of one picture (group SIM), lowest first
 * @param simulcast layers named by RID
 * @param msid stream and track names; null when not said
 * @param maxBitrateBps limit that the receiver of this flow stated, 0 when none
 */
public record FlowConfig(
        boolean isActive,
        List<CodecConfig> codecs,
        List<StreamConfig> streams,
        boolean isSsrcSimulcast,
        SimulcastConfig simulcast,
        @Nullable Msid msid,
        long maxBitrateBps) {
    public static final FlowConfig NONE =
            new FlowConfig(false, List.of(), List.of(), false, SimulcastConfig.NONE, null, 0);

    public FlowConfig {
        codecs = List.copyOf(codecs);
        streams = List.copyOf(streams);
    }

    /** The codec of a payload type, or null. */
    public @Nullable CodecConfig codec(int payloadType) {
        for (CodecConfig codec : codecs) {
            if (codec.payloadType() == payloadType) {
                return codec;
            }
        }
        return null;
    }

    /** The codec that retransmits this payload type, or null. */
    public @Nullable CodecConfig rtxOf(int payloadType) {
        for (CodecConfig codec : codecs) {
            if (codec.associatedPayloadType() == payloadType) {
                return codec;
            }
        }
        return null;
    }

    /** The codecs that carry sound or pictures themselves, preferred ones first. */
    public List<CodecConfig> mediaCodecs() {
        return codecs.stream()
                .filter(codec -> codec.role() == CodecConfig.Role.MEDIA)
                .toList();
    }
}
