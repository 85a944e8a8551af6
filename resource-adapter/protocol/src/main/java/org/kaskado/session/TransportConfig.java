package org.kaskado.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way for packets: all m-sections of a BUNDLE group (RFC 9143), or a single one. Either {@code ice} members and
 * {@code dtls} are there (WebRTC) or {@code plain} is.
 *
 * @param id mid of the section that named it first; keeps its value while sections come and go
 * @param mids the sections that use it, in order
 * @param isMuxed whether RTP and RTCP share the port (RFC 5761); always true with ICE
 * @param iceGeneration 0 at first, one more for each ICE restart (RFC 8445 §9)
 * @param localIce our credentials and the candidates that our description carried
 * @param remoteIce the peer's
 * @param dtls roles and fingerprints
 * @param plain addresses and keys of plain RTP
 */
public record TransportConfig(
        String id,
        List<String> mids,
        boolean isMuxed,
        int iceGeneration,
        @Nullable IceParameters localIce,
        @Nullable IceParameters remoteIce,
        @Nullable DtlsConfig dtls,
        @Nullable PlainConfig plain) {
    public TransportConfig {
        mids = List.copyOf(mids);
    }

    public boolean isWebRtc() {
        return dtls != null;
    }
}
