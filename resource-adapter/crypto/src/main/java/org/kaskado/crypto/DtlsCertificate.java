package org.kaskado.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that names nobody, signed by itself: in DTLS-SRTP only its fingerprint counts (RFC 5763 §5). */
public final class DtlsCertificate {
    private static final Duration VALID_BEFORE = Duration.ofDays(1);
    private static final Duration VALID_AFTER = Duration.ofDays(365);
    private static final int SERIAL_BITS = 64;
    private static final int RSA_BITS = 2048;

    /** Of which kind the key is. */
    public enum Kind {
        /** P-256; small and fast. */
        ECDSA,
        /** 2048 bits; for peers that know nothing else. */
        RSA
    }

    private final Kind kind;
    private final PrivateKey privateKey;
    private final byte[] encoded;

    private DtlsCertificate(Kind kind, PrivateKey privateKey, byte[] encoded) {
        this.kind = kind;
        this.privateKey = privateKey;
        this.encoded = encoded;
    }

    /** Makes a key and its certificate: a millisecond for ECDSA, up to a second for RSA. */
    public static DtlsCertificate generate(Kind kind) {
        try {
            SecureRandom random = new SecureRandom();
            KeyPair keys = keys(kind, random);
            X500Name name = new X500Name("CN=kaskado");
            Instant now = Instant.now();
            byte[] encoded = new JcaX509v3CertificateBuilder(
                            name,
                            new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                            Date.from(now.minus(VALID_BEFORE)),
                            Date.from(now.plus(VALID_AFTER)),
                            name,
                            keys.getPublic())
                    .build(new JcaContentSignerBuilder(kind == Kind.ECDSA ? "SHA256withECDSA" : "SHA256withRSA")
                            .build(keys.getPrivate()))
                    .getEncoded();
            return new DtlsCertificate(kind, keys.getPrivate(), encoded);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("no certificate of kind " + kind + " can be made on this JDK", e);
        }
    }

    private static KeyPair keys(Kind kind, SecureRandom random) throws GeneralSecurityException {
        if (kind == Kind.ECDSA) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS, random);
        return generator.generateKeyPair();
    }

    public Kind kind() {
        return kind;
    }

    /** DER form. */
    public byte[] encoded() {
        return encoded.clone();
    }

    PrivateKey privateKey() {
        return privateKey;
    }
}
