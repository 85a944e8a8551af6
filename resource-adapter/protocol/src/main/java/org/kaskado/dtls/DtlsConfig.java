package org.kaskado.dtls;

import java.util.List;

/**
 * What one DTLS transport is to do.
 *
 * @param role ours
 * @param peerFingerprints of the peer's description; at least one
 * @param profiles SRTP profiles to offer or take, best first; empty for a session without media
 * @param requiresSrtp whether a handshake without a common profile fails; else it connects without SRTP keys
 */
public record DtlsConfig(
        DtlsRole role, List<Fingerprint> peerFingerprints, List<SrtpProfile> profiles, boolean requiresSrtp) {
    public DtlsConfig {
        peerFingerprints = List.copyOf(peerFingerprints);
        profiles = List.copyOf(profiles);
        if (peerFingerprints.isEmpty()) {
            throw new IllegalArgumentException("a DTLS peer is known by its fingerprint, and none was given");
        }
        if (requiresSrtp && profiles.isEmpty()) {
            throw new IllegalArgumentException("SRTP is required, but no profile is allowed");
        }
    }

    /** For sessions with media: {@link SrtpProfile#PREFERRED}, one of them required. */
    public static DtlsConfig forMedia(DtlsRole role, List<Fingerprint> peerFingerprints) {
        return new DtlsConfig(role, peerFingerprints, SrtpProfile.PREFERRED, true);
    }
}
