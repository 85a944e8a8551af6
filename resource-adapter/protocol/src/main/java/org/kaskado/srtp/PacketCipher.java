package org.kaskado.srtp;

import java.security.GeneralSecurityException;

/** Encrypts and authenticates packets of one kind in one direction. */
interface PacketCipher {
    /**
     * Copies the header from {@code in} to {@code out}, and the body encrypted; both may be the same bytes.
     *
     * @return length of the protected packet
     */
    int seal(SrtpPacket packet) throws GeneralSecurityException;

    /**
     * Verifies and decrypts in place: {@code in} is the packet.
     *
     * @return whether it is authentic; if not, the body is undefined
     */
    boolean open(SrtpPacket packet) throws GeneralSecurityException;

    /** Of RTP or of RTCP, by a suite and master key. */
    static PacketCipher of(SrtpSuite suite, KeyDerivation keys, boolean isRtcp) {
        int encryption = isRtcp ? KeyDerivation.RTCP_ENCRYPTION : KeyDerivation.RTP_ENCRYPTION;
        int salting = isRtcp ? KeyDerivation.RTCP_SALT : KeyDerivation.RTP_SALT;
        byte[] key = keys.derive(encryption, suite.keyBytes());
        byte[] salt = keys.derive(salting, suite.saltBytes());
        if (suite.isGcm()) {
            return new GcmCipher(key, salt);
        }
        int authentication = isRtcp ? KeyDerivation.RTCP_AUTHENTICATION : KeyDerivation.RTP_AUTHENTICATION;
        byte[] authenticationKey = keys.derive(authentication, CounterCipher.AUTHENTICATION_KEY_BYTES);
        return new CounterCipher(key, salt, authenticationKey, isRtcp ? suite.rtcpTagBytes() : suite.rtpTagBytes());
    }
}
