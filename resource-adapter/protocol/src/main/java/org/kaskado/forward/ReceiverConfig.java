package org.kaskado.forward;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kaskado.rtp.ExtensionIds;

/**
 * What a viewer's track is.
 *
 * @param ssrc of the packets sent; never used with the same key again
 * @param rtxSsrc of retransmissions, or {@link #NO_RTX}
 * @param rtxPayloadType of retransmissions; 0 to 127
 * @param extensions ids that the viewer negotiated; MID, abs-send-time and transport-cc are made here when they have one
 * @param isTwoByteAllowed whether the viewer takes long extension elements ({@code extmap-allow-mixed})
 * @param mid of the m-section, 1 to 16 bytes, or empty when none is sent
 * @param firstSequence 0 to 32767: below half the range, so that the first packets wrap nothing (RFC 3711 §3.3.1)
 * @param transport numbers of the viewer's transport, or null without transport-cc
 */
public record ReceiverConfig(
        long ssrc,
        long rtxSsrc,
        int rtxPayloadType,
        ExtensionIds extensions,
        boolean isTwoByteAllowed,
        byte[] mid,
        int firstSequence,
        @Nullable TransportSequence transport) {
    /** Retransmissions are the packet itself. */
    public static final long NO_RTX = -1;

    private static final long MAX_SSRC = 0xFFFF_FFFFL;

    public ReceiverConfig {
        Objects.requireNonNull(extensions, "extensions");
        if (ssrc < 0 || ssrc > MAX_SSRC || rtxSsrc < NO_RTX || rtxSsrc > MAX_SSRC || rtxSsrc == ssrc) {
            throw new IllegalArgumentException(
                    "SSRCs must be two different values of 32 bits, not " + ssrc + " and, for RTX, " + rtxSsrc);
        }
        if (rtxPayloadType < 0 || rtxPayloadType > 127) {
            throw new IllegalArgumentException("rtxPayloadType must be 0 to 127, not " + rtxPayloadType);
        }
        if (firstSequence < 0 || firstSequence > 0x7FFF) {
            throw new IllegalArgumentException("firstSequence must be 0 to 32767, not " + firstSequence);
        }
        if (mid.length > 16) {
            throw new IllegalArgumentException("mid must have at most 16 bytes, not " + mid.length);
        }
    }

    /** Without RTX, extensions and transport numbers. */
    public static ReceiverConfig plain(long ssrc) {
        return new ReceiverConfig(ssrc, NO_RTX, 0, ExtensionIds.none(), false, new byte[0], 0, null);
    }

    boolean hasRtx() {
        return rtxSsrc != NO_RTX;
    }
}
