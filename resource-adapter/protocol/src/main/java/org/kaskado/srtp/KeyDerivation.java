package org.kaskado.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Session keys from a master key: the AES counter mode PRF with a key derivation rate of 0 (RFC 3711 §4.3.1, §4.3.3; RFC
 * 7714 §11 for 96-bit salts, which are padded with zeros on the right).
 */
final class KeyDerivation {
    static final int RTP_ENCRYPTION = 0;
    static final int RTP_AUTHENTICATION = 1;
    static final int RTP_SALT = 2;
    static final int RTCP_ENCRYPTION = 3;
    static final int RTCP_AUTHENTICATION = 4;
    static final int RTCP_SALT = 5;

    private static final int BLOCK_BYTES = 16;
    /** The label is xored to the byte before the 48 bits of index, which are 0 at rate 0. */
    private static final int LABEL_AT = 7;

    private final Cipher cipher;
    private final SecretKeySpec key;
    private final byte[] masterSalt;

    KeyDerivation(byte[] masterKey, byte[] masterSalt) {
        this.cipher = JdkCiphers.counter();
        this.key = new SecretKeySpec(masterKey, "AES");
        this.masterSalt = masterSalt.clone();
    }

    /** A session key or salt. */
    byte[] derive(int label, int bytes) {
        byte[] iv = new byte[BLOCK_BYTES];
        System.arraycopy(masterSalt, 0, iv, 0, masterSalt.length);
        iv[LABEL_AT] ^= (byte) label;
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
            return cipher.doFinal(new byte[bytes]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("key derivation failed", e);
        }
    }
}
