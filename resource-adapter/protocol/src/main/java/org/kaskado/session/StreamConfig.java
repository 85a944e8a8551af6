package org.kaskado.session;

/**
 * One announced RTP stream (RFC 5576). Streams that use MID and RID instead are found by their header extensions.
 *
 * @param ssrc of the media
 * @param rtxSsrc of its retransmissions (group FID), or {@link #NONE}
 * @param fecSsrc of its parity packets (group FEC-FR), or {@link #NONE}
 * @param cname RFC 3550 canonical name; empty when not said
 */
public record StreamConfig(long ssrc, long rtxSsrc, long fecSsrc, String cname) {
    public static final long NONE = -1;

    public StreamConfig {
        if (ssrc < 0 || ssrc > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("ssrc must be 0 to 4294967295, not " + ssrc);
        }
    }

    public boolean hasRtx() {
        return rtxSsrc != NONE;
    }
}
