package org.kaskado.crypto;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/**
 * Our certificate and key in Bouncy Castle's form, and its crypto on the JDK's providers; made once, shared by all
 * handshakes.
 */
final class Identity {
    private final DtlsCertificate.Kind kind;
    private final PrivateKey privateKey;
    private final JcaTlsCrypto crypto;
    private final Certificate chain;

    Identity(DtlsCertificate certificate) {
        kind = certificate.kind();
        privateKey = certificate.privateKey();
        crypto = new JcaTlsCryptoProvider().create(new SecureRandom());
        try {
            chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(certificate.encoded())});
        } catch (IOException e) {
            throw new IllegalArgumentException("the certificate is no X.509 certificate", e);
        }
    }

    DtlsCertificate.Kind kind() {
        return kind;
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    JcaTlsCrypto crypto() {
        return crypto;
    }

    Certificate chain() {
        return chain;
    }
}
