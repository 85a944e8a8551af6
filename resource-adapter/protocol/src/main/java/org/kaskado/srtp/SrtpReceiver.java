package org.kaskado.srtp;

import java.security.GeneralSecurityException;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.Wire;

/**
 * Unprotects what a peer sends under one master key, in place: RTP by {@link #unprotect}, RTCP by {@link #unprotectRtcp}
 * (RFC 3711 §3.3, §3.4). State of an SSRC is made by its first authentic packet only. Belongs to one loop.
 */
public final class SrtpReceiver {
    /** SSRCs that one peer may send, each for RTP and RTCP, unless said otherwise. */
    public static final int MAX_SSRCS = 512;

    private static final int E_FLAG = 0x8000_0000;

    private final SrtpSuite suite;
    private final PacketCipher rtp;
    private final PacketCipher rtcp;
    private final ReplayWindows rtpWindows;
    private final ReplayWindows rtcpWindows;
    private final SrtpPacket packet = new SrtpPacket();

    public SrtpReceiver(SrtpSuite suite, byte[] masterKey, byte[] masterSalt) {
        this(suite, masterKey, masterSalt, MAX_SSRCS);
    }

    /**
     * With a cap of one's own on SSRCs.
     *
     * @throws IllegalArgumentException when key or salt have not the suite's lengths
     */
    public SrtpReceiver(SrtpSuite suite, byte[] masterKey, byte[] masterSalt, int maxSsrcs) {
        KeyDerivation keys = SrtpSender.derivation(suite, masterKey, masterSalt);
        this.suite = suite;
        this.rtp = PacketCipher.of(suite, keys, false);
        this.rtcp = PacketCipher.of(suite, keys, true);
        this.rtpWindows = new ReplayWindows(maxSsrcs);
        this.rtcpWindows = new ReplayWindows(maxSsrcs);
    }

    public SrtpSuite suite() {
        return suite;
    }

    /** Index of the packet that was unprotected last: its extended sequence number, from ROC 0; RTCP: its SRTCP index. */
    public long lastIndex() {
        return packet.index;
    }

    /**
     * Makes an SRTP packet an RTP packet, and shortens it by its tag.
     *
     * @return {@link Drop#NONE}; or why it must go no further, its body is then undefined
     */
    public Drop unprotect(PacketBuffer buffer) {
        byte[] data = buffer.array();
        int offset = buffer.offset();
        int length = buffer.length() - suite.rtpTagBytes();
        int header = SrtpPacket.rtpHeaderBytes(data, offset, length);
        if (header < 0) {
            return Drop.MALFORMED;
        }
        int ssrc = Wire.getInt(data, offset + 8);
        int sequence = Wire.get16(data, offset + 2);
        int number = rtpWindows.find(ssrc);
        packet.index = number == SsrcTable.NONE ? sequence : rtpWindows.indexOf(number, sequence);
        packet.trailer = (int) (packet.index >>> 16);
        packet.isRtcp = false;
        packet.ssrc = ssrc;
        packet.from(data, offset);
        packet.headerBytes = header;
        packet.bodyBytes = length - header;
        return open(rtp, rtpWindows, number, buffer, length);
    }

    /**
     * Makes an SRTCP packet an RTCP packet, and shortens it by tag and index.
     *
     * @return {@link Drop#NONE}; or why it must go no further, its body is then undefined
     */
    public Drop unprotectRtcp(PacketBuffer buffer) {
        byte[] data = buffer.array();
        int offset = buffer.offset();
        int length = buffer.length() - suite.rtcpOverheadBytes();
        if (!SrtpPacket.isRtcp(data, offset, length)) {
            return Drop.MALFORMED;
        }
        int trailerAt = offset + length + (suite.isGcm() ? GcmCipher.TAG_BYTES : 0);
        int trailer = Wire.getInt(data, trailerAt);
        // without the E flag all is authenticated only (RFC 3711 §3.4, RFC 7714 §9.3)
        boolean isGcmInClear = suite.isGcm() && (trailer & E_FLAG) == 0;
        packet.trailer = trailer;
        packet.index = trailer & ~E_FLAG;
        packet.isRtcp = true;
        packet.ssrc = Wire.getInt(data, offset + 4);
        packet.from(data, offset);
        packet.headerBytes = isGcmInClear ? length : SrtpPacket.RTCP_HEADER_BYTES;
        packet.bodyBytes = length - packet.headerBytes;
        return open(rtcp, rtcpWindows, rtcpWindows.find(packet.ssrc), buffer, length);
    }

    private Drop open(PacketCipher cipher, ReplayWindows windows, int number, PacketBuffer buffer, int plainBytes) {
        boolean isNew = number == SsrcTable.NONE;
        if (isNew && windows.isFull()) {
            return Drop.TOO_MANY_SSRC;
        }
        Drop drop = isNew ? Drop.NONE : windows.check(number, packet.index);
        if (drop != Drop.NONE) {
            return drop;
        }
        try {
            if (!cipher.open(packet)) {
                return Drop.BAD_AUTHENTICATION;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(suite + " failed to unprotect", e);
        }
        if (isNew) {
            windows.first(packet.ssrc, packet.index);
        } else {
            windows.received(number, packet.index);
        }
        buffer.bounds(buffer.offset(), plainBytes);
        return Drop.NONE;
    }
}
