package org.kaskado.negotiation;

import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.session.IceParameters;
import org.kaskado.session.RtpAddress;

/**
 * What only the caller can know or draw. Asked while a description is made; every answer is kept for the session, so no
 * method is asked twice for the same thing.
 */
public interface LocalFacts {
    /**
     * Credentials and, when already known, candidates for a transport (WebRTC only).
     *
     * @param transportId as in {@link org.kaskado.session.TransportConfig#id}
     * @param generation 0 at first; a higher one must give other credentials (RFC 8445 §9)
     */
    IceParameters ice(String transportId, int generation);

    /** A new SSRC: random, and not in use in this session. */
    long newSsrc();

    /**
     * Where an m-section's packets will come in (plain RTP only); null when no port is free: the section is refused.
     *
     * @param isMuxed whether both ports shall be the same (RFC 5761); else RTP's is even and RTCP's the next one
     */
    @Nullable
    RtpAddress plainAddress(String mid, MediaKind kind, boolean isMuxed);

    /** Fresh key and salt of an SDES suite as Base64 (plain RTP only); see {@link SdesSuite#keyAndSaltBytes}. */
    String newInlineKey(SdesSuite suite);
}
