package org.kaskado.sctp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Bakes and opens state cookies (RFC 9260 §5.1.3): terms, signed with a secret of this association's. */
final class CookieJar {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 32;

    private final Mac mac;

    CookieJar(RandomGenerator random) {
        byte[] secret = new byte[SIGNATURE_BYTES];
        random.nextBytes(secret);
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + ALGORITHM, e);
        }
    }

    byte[] bake(Terms terms) {
        byte[] encoded = terms.encode();
        byte[] cookie = Arrays.copyOf(encoded, encoded.length + SIGNATURE_BYTES);
        System.arraycopy(mac.doFinal(encoded), 0, cookie, encoded.length, SIGNATURE_BYTES);
        return cookie;
    }

    /** The terms, or null when the cookie is not ours or was changed. */
    @Nullable
    Terms open(byte[] data, int at, int length) {
        if (length != Terms.BYTES + SIGNATURE_BYTES) {
            return null;
        }
        mac.update(data, at, Terms.BYTES);
        byte[] signature = Arrays.copyOfRange(data, at + Terms.BYTES, at + length);
        return MessageDigest.isEqual(mac.doFinal(), signature) ? Terms.decode(data, at) : null;
    }
}
