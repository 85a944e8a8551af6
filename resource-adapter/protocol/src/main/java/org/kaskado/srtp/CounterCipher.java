package org.kaskado.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.kaskado.net.Wire;

/**
 * AES in counter mode with HMAC-SHA1 (RFC 3711 §4.1.1, §4.2.1).
 *
 * <pre>
 * IV, 16 bytes:   00 00 00 00 | SSRC 32 | index 48 | 00 00     xor salt, 14 bytes
 * authenticated:  RTP: header, body, ROC       RTCP: header, body, E and index
 * on the wire:    RTP: header | body | tag     RTCP: header | body | E and index | tag
 * </pre>
 */
final class CounterCipher implements PacketCipher {
    static final int AUTHENTICATION_KEY_BYTES = 20;
    private static final int IV_BYTES = 16;
    private static final int SHA1_BYTES = 20;
    private static final int FIRST_COPY_BYTES = 1500;

    private final Cipher cipher = JdkCiphers.counter();
    private final Mac mac = JdkCiphers.hmacSha1();
    private final SecretKeySpec key;
    private final byte[] salt;
    private final int tagBytes;
    private final byte[] iv = new byte[IV_BYTES];
    private final byte[] hash = new byte[SHA1_BYTES];
    private byte[] copy = {};
    private final byte[] trailer = new byte[SrtpPacket.RTCP_TRAILER_BYTES];

    CounterCipher(byte[] key, byte[] salt, byte[] authenticationKey, int tagBytes) {
        this.key = new SecretKeySpec(key, "AES");
        this.salt = salt;
        this.tagBytes = tagBytes;
        try {
            mac.init(new SecretKeySpec(authenticationKey, "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA1 does not take its key", e);
        }
    }

    @Override
    public int seal(SrtpPacket packet) throws GeneralSecurityException {
        byte[] out = packet.out;
        int start = packet.outOffset;
        int header = packet.headerBytes;
        if (out != packet.in || start != packet.inOffset) {
            System.arraycopy(packet.in, packet.inOffset, out, start, header);
        }
        crypt(Cipher.ENCRYPT_MODE, packet);
        int length = header + packet.bodyBytes;
        authenticate(out, start, packet);
        if (packet.isRtcp) {
            Wire.put32(out, start + length, packet.trailer);
            length += SrtpPacket.RTCP_TRAILER_BYTES;
        }
        System.arraycopy(hash, 0, out, start + length, tagBytes);
        return length + tagBytes;
    }

    @Override
    public boolean open(SrtpPacket packet) throws GeneralSecurityException {
        authenticate(packet.in, packet.inOffset, packet);
        int tag = packet.inOffset + packet.headerBytes + packet.bodyBytes;
        if (packet.isRtcp) {
            tag += SrtpPacket.RTCP_TRAILER_BYTES;
        }
        int difference = 0;
        for (int i = 0; i < tagBytes; i++) {
            difference |= hash[i] ^ packet.in[tag + i];
        }
        if (difference != 0) {
            return false;
        }
        packet.to(packet.in, packet.inOffset);
        boolean isEncrypted = !packet.isRtcp || packet.trailer < 0;
        if (isEncrypted) {
            crypt(Cipher.DECRYPT_MODE, packet);
        }
        return true;
    }

    private void authenticate(byte[] array, int offset, SrtpPacket packet) throws GeneralSecurityException {
        mac.update(array, offset, packet.headerBytes + packet.bodyBytes);
        Wire.put32(trailer, 0, packet.trailer);
        mac.update(trailer);
        mac.doFinal(hash, 0);
    }

    private void crypt(int mode, SrtpPacket packet) throws GeneralSecurityException {
        Wire.put32(iv, 0, 0);
        Wire.put32(iv, 4, packet.ssrc);
        Wire.put48(iv, 8, packet.index);
        Wire.put16(iv, 14, 0);
        for (int i = 0; i < salt.length; i++) {
            iv[i] ^= salt[i];
        }
        cipher.init(mode, key, new IvParameterSpec(iv));
        byte[] in = packet.in;
        int body = packet.inOffset + packet.headerBytes;
        if (in == packet.out) {
            // the JDK would make a copy of its own for each packet
            if (copy.length < packet.bodyBytes) {
                copy = new byte[Math.max(FIRST_COPY_BYTES, packet.bodyBytes)];
            }
            System.arraycopy(in, body, copy, 0, packet.bodyBytes);
            in = copy;
            body = 0;
        }
        cipher.doFinal(in, body, packet.bodyBytes, packet.out, packet.outOffset + packet.headerBytes);
    }
}
