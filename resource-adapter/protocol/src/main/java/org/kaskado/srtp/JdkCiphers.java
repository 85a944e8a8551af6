package org.kaskado.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/**
 * The JDK's own ciphers, by provider: another provider that an application put first would be taken otherwise, and is ten
 * times slower on packets.
 */
final class JdkCiphers {
    static final String PROVIDER = "SunJCE";

    private JdkCiphers() {}

    static Cipher counter() {
        return cipher("AES/CTR/NoPadding");
    }

    static Cipher gcm() {
        return cipher("AES/GCM/NoPadding");
    }

    static Mac hmacSha1() {
        try {
            return Mac.getInstance("HmacSHA1", PROVIDER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA1 of " + PROVIDER, e);
        }
    }

    private static Cipher cipher(String transformation) {
        try {
            return Cipher.getInstance(transformation, PROVIDER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + transformation + " of " + PROVIDER, e);
        }
    }
}
