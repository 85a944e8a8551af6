package org.kaskado.crypto;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.kaskado.dtls.DtlsRole;

/** Bouncy Castle's questions to a DTLS server, answered. */
final class ServerPeer extends AbstractTlsServer {
    private final Negotiation negotiation;
    private final Identity identity;
    private final DtlsLimits limits;

    ServerPeer(Negotiation negotiation, Identity identity, DtlsLimits limits) {
        super(identity.crypto());
        this.negotiation = negotiation;
        this.identity = identity;
        this.limits = limits;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return CipherSuites.of(identity.kind());
    }

    @Override
    protected boolean preferLocalCipherSuites() {
        return true;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return (int) limits.attempt().toMillis();
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return (int) limits.firstResend().toMillis();
    }

    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    /** A certificate that signs itself proves nothing by its own signature; the fingerprint does. */
    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    public TlsCredentials getCredentials() throws IOException {
        if (!context.getSecurityParametersHandshake().isExtendedMasterSecret()) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure, "no extended master secret");
        }
        return negotiation.credentials(context);
    }

    @Override
    @SuppressWarnings("JdkObsolete") // Bouncy Castle's API takes a Vector
    public CertificateRequest getCertificateRequest() {
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(types, Negotiation.signatureAlgorithms(), new Vector<>());
    }

    @Override
    public void notifyClientCertificate(Certificate clientCertificate) throws IOException {
        negotiation.verify(clientCertificate);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void processClientExtensions(Hashtable clientExtensions) throws IOException {
        super.processClientExtensions(clientExtensions);
        negotiation.chooseProfile(clientExtensions);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Hashtable getServerExtensions() throws IOException {
        Hashtable<Integer, byte[]> extensions = super.getServerExtensions();
        negotiation.answerProfile(extensions);
        return extensions;
    }

    @Override
    public void notifyAlertReceived(short alertLevel, short alertDescription) {
        negotiation.alertReceived(alertLevel, alertDescription);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        negotiation.complete(context, DtlsRole.SERVER);
    }
}
