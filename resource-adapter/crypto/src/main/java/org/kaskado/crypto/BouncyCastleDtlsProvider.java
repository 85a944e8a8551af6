package org.kaskado.crypto;

import java.util.concurrent.Executor;
import org.bouncycastle.tls.DTLSVerifier;
import org.kaskado.dtls.DtlsConfig;
import org.kaskado.dtls.DtlsProvider;
import org.kaskado.dtls.DtlsTransport;
import org.kaskado.dtls.Fingerprint;
import org.kaskado.dtls.HashFunction;

/** DTLS with one certificate. May be used by any thread; a transport belongs to its session's loop. */
public final class BouncyCastleDtlsProvider implements DtlsProvider {
    private final DtlsCertificate certificate;
    private final ProviderParts parts;

    /**
     * With {@link DtlsLimits#STANDARD}.
     *
     * @param handshakes runs blocking tasks of up to 5 s; as many at once as the limits say, so it must not run them in the
     *     caller's thread
     */
    public BouncyCastleDtlsProvider(DtlsCertificate certificate, Executor handshakes) {
        this(certificate, handshakes, DtlsLimits.STANDARD);
    }

    /** With limits of one's own. */
    public BouncyCastleDtlsProvider(DtlsCertificate certificate, Executor handshakes, DtlsLimits limits) {
        this.certificate = certificate;
        Identity identity = new Identity(certificate);
        HandshakeGate gate = new HandshakeGate(handshakes, limits.maxConcurrent(), limits.maxWaiting());
        this.parts = new ProviderParts(identity, limits, gate, new DTLSVerifier(identity.crypto()));
    }

    @Override
    public Fingerprint fingerprint(HashFunction function) {
        return Fingerprint.of(function, certificate.encoded());
    }

    @Override
    public byte[] certificate() {
        return certificate.encoded();
    }

    @Override
    public DtlsTransport open(DtlsConfig config, Runnable wake) {
        return new BouncyCastleDtlsTransport(config, parts, wake);
    }

    /** Handshakes that run on threads now. */
    public int runningHandshakes() {
        return parts.gate().running();
    }

    /** Handshakes that wait for a thread. */
    public int waitingHandshakes() {
        return parts.gate().waiting();
    }
}
