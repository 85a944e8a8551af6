package org.kaskado.dtls;

import org.jspecify.annotations.Nullable;

/**
 * What a handshake agreed on.
 *
 * @param version as {@code DTLS 1.2}
 * @param cipherSuite name of the registry, as {@code TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256}
 * @param peerCertificate the peer's certificate in DER form, whose fingerprint was verified
 * @param srtp null when no SRTP profile was agreed on and none was required
 */
public record DtlsAgreement(
        String version,
        String cipherSuite,
        byte[] peerCertificate,
        @Nullable SrtpKeys srtp) {}
