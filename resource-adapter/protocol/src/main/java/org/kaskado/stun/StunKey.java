package org.kaskado.stun;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key for message integrity (RFC 8489 §9.1.1, §9.2.2). Belongs to one loop; never printed. */
public final class StunKey {
    static final int SHA1_BYTES = 20;
    static final int SHA256_BYTES = 32;

    private final byte[] key;

    private StunKey(byte[] key) {
        if (key.length == 0) {
            throw new IllegalArgumentException("the password is empty");
        }
        this.key = key;
    }

    /** The password itself. */
    public static StunKey shortTerm(String password) {
        return new StunKey(password.getBytes(StandardCharsets.UTF_8));
    }

    /** MD5 of user name, realm and password; they have gone through OpaqueString (RFC 8265) already. */
    public static StunKey longTerm(String username, String realm, String password) {
        try {
            String text = username + ":" + realm + ":" + password;
            return new StunKey(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }

    Mac sha1() {
        return mac("HmacSHA1");
    }

    Mac sha256() {
        return mac("HmacSHA256");
    }

    private Mac mac(String algorithm) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }
}
