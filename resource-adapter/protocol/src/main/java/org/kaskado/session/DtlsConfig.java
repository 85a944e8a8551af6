package org.kaskado.session;

import java.util.List;

/**
 * What both sides agreed on for DTLS (RFC 8842).
 *
 * @param localSetup our role: active (DTLS client) or passive (DTLS server)
 * @param peerFingerprints at least one; the peer's certificate must match one of them
 */
public record DtlsConfig(DtlsSetup localSetup, List<Fingerprint> peerFingerprints) {
    public DtlsConfig {
        peerFingerprints = List.copyOf(peerFingerprints);
        if (localSetup == DtlsSetup.ACTPASS) {
            throw new IllegalArgumentException("an agreed role is active or passive, not actpass");
        }
    }

    public boolean isClient() {
        return localSetup == DtlsSetup.ACTIVE;
    }
}
