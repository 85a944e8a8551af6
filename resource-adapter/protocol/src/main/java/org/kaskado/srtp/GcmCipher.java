package org.kaskado.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.kaskado.net.Wire;

/**
 * AES-GCM (RFC 7714 §8 for RTP, §9 for RTCP).
 *
 * <pre>
 * IV, 12 bytes:  00 00 | SSRC 32 | index 48        xor salt
 * associated:    RTP: header       RTCP: header, E and index
 * on the wire:   header | body | tag               RTCP: … | E and index
 * </pre>
 */
final class GcmCipher implements PacketCipher {
    static final int TAG_BYTES = 16;
    private static final int IV_BYTES = 12;

    private final Cipher cipher = JdkCiphers.gcm();
    private final SecretKeySpec key;
    private final byte[] salt;
    private final byte[] iv = new byte[IV_BYTES];
    private final byte[] trailer = new byte[SrtpPacket.RTCP_TRAILER_BYTES];
    private int lastSsrc;
    private long lastIndex = -1;

    GcmCipher(byte[] key, byte[] salt) {
        this.key = new SecretKeySpec(key, "AES");
        this.salt = salt;
    }

    @Override
    public int seal(SrtpPacket packet) throws GeneralSecurityException {
        if (packet.index == lastIndex && packet.ssrc == lastSsrc) {
            // The JDK refuses the last IV again, but the same packet sent again is the same bytes (RFC 4588 is not
            // needed).
            initialize(Cipher.ENCRYPT_MODE, packet.ssrc, packet.index ^ 1);
        }
        lastIndex = packet.index;
        lastSsrc = packet.ssrc;
        initialize(Cipher.ENCRYPT_MODE, packet.ssrc, packet.index);
        byte[] out = packet.out;
        int header = packet.headerBytes;
        if (out != packet.in || packet.outOffset != packet.inOffset) {
            System.arraycopy(packet.in, packet.inOffset, out, packet.outOffset, header);
        }
        associate(out, packet.outOffset, packet);
        int length = header
                + cipher.doFinal(packet.in, packet.inOffset + header, packet.bodyBytes, out, packet.outOffset + header);
        if (packet.isRtcp) {
            Wire.put32(out, packet.outOffset + length, packet.trailer);
            length += SrtpPacket.RTCP_TRAILER_BYTES;
        }
        return length;
    }

    @Override
    public boolean open(SrtpPacket packet) throws GeneralSecurityException {
        initialize(Cipher.DECRYPT_MODE, packet.ssrc, packet.index);
        associate(packet.in, packet.inOffset, packet);
        int body = packet.inOffset + packet.headerBytes;
        try {
            cipher.doFinal(packet.in, body, packet.bodyBytes + TAG_BYTES, packet.in, body);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        }
    }

    private void associate(byte[] array, int offset, SrtpPacket packet) {
        cipher.updateAAD(array, offset, packet.headerBytes);
        if (packet.isRtcp) {
            Wire.put32(trailer, 0, packet.trailer);
            cipher.updateAAD(trailer);
        }
    }

    private void initialize(int mode, int ssrc, long index) throws GeneralSecurityException {
        Wire.put16(iv, 0, 0);
        Wire.put32(iv, 2, ssrc);
        Wire.put48(iv, 6, index);
        for (int i = 0; i < IV_BYTES; i++) {
            iv[i] ^= salt[i];
        }
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, iv));
    }
}
