package org.kaskado.crypto;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Objects;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;
import org.kaskado.dtls.DtlsAgreement;
import org.kaskado.dtls.DtlsClose;
import org.kaskado.dtls.DtlsConfig;
import org.kaskado.dtls.DtlsRole;
import org.kaskado.dtls.Fingerprint;
import org.kaskado.dtls.SrtpKeys;
import org.kaskado.dtls.SrtpProfile;

/**
 * What both roles negotiate in the same way: certificates, fingerprints, SRTP profile and keys. Used by the thread of the
 * handshake, and afterwards by the loop.
 */
final class Negotiation {
    private static final byte[] NO_MKI = {};
    private static final int SHOWN_FINGERPRINTS = 3;

    private final DtlsConfig config;
    private final Identity identity;
    private @Nullable SrtpProfile profile;
    private @Nullable DtlsAgreement agreement;
    private byte[] peerCertificate = {};
    private @Nullable DtlsClose refusal;
    private String refusalText = "";
    private @Nullable String receivedAlert;

    Negotiation(DtlsConfig config, Identity identity) {
        this.config = config;
        this.identity = identity;
    }

    /** What was agreed on; null before the handshake is complete. */
    @Nullable
    DtlsAgreement agreement() {
        return agreement;
    }

    /** Why we ended the handshake, when it was for one of our own reasons. */
    @Nullable
    DtlsClose refusal() {
        return refusal;
    }

    String refusalText() {
        return refusalText;
    }

    /** The fatal alert that the peer sent, if it did. */
    @Nullable
    String receivedAlert() {
        return receivedAlert;
    }

    void alertReceived(short level, short description) {
        if (level == AlertLevel.fatal) {
            receivedAlert = AlertDescription.getName(description);
        }
    }

    /** Signs with our key; {@code sha256} is known to every peer of DTLS 1.2. */
    TlsCredentialedSigner credentials(TlsContext context) {
        short signature =
                identity.kind() == DtlsCertificate.Kind.ECDSA ? SignatureAlgorithm.ecdsa : SignatureAlgorithm.rsa;
        return new JcaDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                identity.crypto(),
                identity.privateKey(),
                identity.chain(),
                new SignatureAndHashAlgorithm(HashAlgorithm.sha256, signature));
    }

    /** What we verify: ECDSA and RSA with the SHA-2 family. */
    @SuppressWarnings("JdkObsolete") // Bouncy Castle's API takes a Vector
    static Vector<SignatureAndHashAlgorithm> signatureAlgorithms() {
        Vector<SignatureAndHashAlgorithm> all = new Vector<>();
        for (short hash : new short[] {HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512}) {
            all.add(new SignatureAndHashAlgorithm(hash, SignatureAlgorithm.ecdsa));
            all.add(new SignatureAndHashAlgorithm(hash, SignatureAlgorithm.rsa));
        }
        all.add(SignatureAndHashAlgorithm.rsa_pss_rsae_sha256);
        return all;
    }

    /** RFC 5763 §5: the certificate must be the one of the description. */
    void verify(@Nullable Certificate chain) throws IOException {
        if (chain == null || chain.isEmpty()) {
            throw refuse(DtlsClose.WRONG_FINGERPRINT, "the peer sent no certificate", AlertDescription.bad_certificate);
        }
        peerCertificate = chain.getCertificateAt(0).getEncoded();
        List<Fingerprint> expected = config.peerFingerprints();
        if (!Fingerprint.anyMatches(expected, peerCertificate)) {
            Fingerprint found = Fingerprint.of(expected.get(0).function(), peerCertificate);
            throw refuse(
                    DtlsClose.WRONG_FINGERPRINT,
                    "the peer's certificate has the fingerprint " + found + ", its description says "
                            + expected.subList(0, Math.min(SHOWN_FINGERPRINTS, expected.size())),
                    AlertDescription.bad_certificate);
        }
    }

    /** As client: our profiles. */
    void offerProfiles(Hashtable<Integer, byte[]> extensions) throws IOException {
        if (!config.profiles().isEmpty()) {
            int[] codes = config.profiles().stream().mapToInt(SrtpProfile::code).toArray();
            TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(codes, NO_MKI));
        }
    }

    /** As client: the one that the server took. As server: the first of ours that the client has. */
    void chooseProfile(@Nullable Hashtable<?, ?> extensions) throws IOException {
        UseSRTPData data = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        profile = data == null ? null : SrtpProfile.choose(config.profiles(), data.getProtectionProfiles());
        if (profile == null && config.requiresSrtp()) {
            String theirs = data == null ? "no SRTP at all" : codes(data.getProtectionProfiles());
            throw refuse(
                    DtlsClose.NO_COMMON_SRTP_PROFILE,
                    "the peer has " + theirs + ", we have " + config.profiles(),
                    AlertDescription.handshake_failure);
        }
    }

    /** As server: the chosen one. */
    void answerProfile(Hashtable<Integer, byte[]> extensions) throws IOException {
        if (profile != null) {
            TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(new int[] {profile.code()}, NO_MKI));
        }
    }

    /** The handshake is complete: exports the keys (RFC 5764 §4.2). */
    void complete(TlsContext context, DtlsRole role) {
        SecurityParameters parameters =
                Objects.requireNonNull(context.getSecurityParametersConnection(), "parameters of a connection");
        SrtpKeys keys = null;
        if (profile != null) {
            byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, profile.materialBytes());
            keys = SrtpKeys.split(profile, material, role);
        }
        agreement = new DtlsAgreement(
                parameters.getNegotiatedVersion().getName(),
                CipherSuites.nameOf(parameters.getCipherSuite()),
                peerCertificate,
                keys);
    }

    private TlsFatalAlert refuse(DtlsClose reason, String text, short alert) {
        refusal = reason;
        refusalText = text;
        return new TlsFatalAlert(alert);
    }

    private static String codes(int[] profiles) {
        StringBuilder text = new StringBuilder("profiles");
        for (int i = 0; i < Math.min(profiles.length, 8); i++) {
            text.append(" 0x%04x".formatted(profiles[i]));
        }
        return text.toString();
    }
}
