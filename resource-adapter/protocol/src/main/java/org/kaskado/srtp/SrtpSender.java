package org.kaskado.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.kaskado.net.Drop;
import org.kaskado.net.Wire;

/**
 * Protects what we send under one master key: RTP by {@link #protect} or {@link #protectAt}, RTCP by {@link #protectRtcp}
 * (RFC 3711 §3.3, §3.4). Belongs to one loop.
 *
 * <p>Packets are read from one array and written to another, or to the same place of the same array. Output arrays need room
 * for the suite's overhead. The caller sees to it that one (SSRC, index) is never used for different bytes; sending the
 * identical packet again is fine and gives identical bytes.
 */
public final class SrtpSender {
    /** SSRCs that we send to one peer, unless said otherwise. */
    public static final int MAX_SSRCS = 8192;

    /** Returned instead of a length; {@link #refusal} says why. */
    public static final int REFUSED = -1;

    private static final long MAX_RTP_INDEX = (1L << 48) - 1;
    private static final long MAX_RTCP_INDEX = (1L << 31) - 1;
    private static final int E_FLAG = 0x8000_0000;
    private static final long UNUSED = -1;

    private final SrtpSuite suite;
    private final PacketCipher rtp;
    private final PacketCipher rtcp;
    private final SsrcTable ssrcs;
    private long[] highestRtp = {};
    private long[] lastRtcp = {};
    private final SrtpPacket packet = new SrtpPacket();
    private Drop refusal = Drop.NONE;

    public SrtpSender(SrtpSuite suite, byte[] masterKey, byte[] masterSalt) {
        this(suite, masterKey, masterSalt, MAX_SSRCS);
    }

    /**
     * With a cap of one's own on SSRCs.
     *
     * @throws IllegalArgumentException when key or salt have not the suite's lengths
     */
    public SrtpSender(SrtpSuite suite, byte[] masterKey, byte[] masterSalt, int maxSsrcs) {
        KeyDerivation keys = derivation(suite, masterKey, masterSalt);
        this.suite = suite;
        this.rtp = PacketCipher.of(suite, keys, false);
        this.rtcp = PacketCipher.of(suite, keys, true);
        this.ssrcs = new SsrcTable(maxSsrcs);
    }

    static KeyDerivation derivation(SrtpSuite suite, byte[] masterKey, byte[] masterSalt) {
        if (masterKey.length != suite.keyBytes() || masterSalt.length != suite.saltBytes()) {
            throw new IllegalArgumentException(suite + " takes a key of " + suite.keyBytes() + " and a salt of "
                    + suite.saltBytes() + " bytes, not " + masterKey.length + " and " + masterSalt.length);
        }
        return new KeyDerivation(masterKey, masterSalt);
    }

    public SrtpSuite suite() {
        return suite;
    }

    /** Why the last call refused; {@link Drop#NONE} when it did not. */
    public Drop refusal() {
        return refusal;
    }

    /**
     * Protects an RTP packet whose ROC follows from the packets before: the index nearest to the highest one of its SSRC. An
     * older packet sent again does not move the ROC.
     *
     * @return length of the SRTP packet at {@code outOffset}, or {@link #REFUSED}
     */
    public int protect(byte[] in, int offset, int length, byte[] out, int outOffset) {
        if (length < SrtpPacket.RTP_HEADER_BYTES) {
            return refuse(Drop.MALFORMED);
        }
        int number = ssrcs.find(Wire.getInt(in, offset + 8));
        int sequence = Wire.get16(in, offset + 2);
        long highest = number == SsrcTable.NONE ? UNUSED : highestRtp[number];
        packet.index = highest == UNUSED ? sequence : highest + (short) (sequence - (int) highest);
        packet.to(out, outOffset);
        return seal(in, offset, length, number);
    }

    /**
     * Protects an RTP packet whose index the caller knows, to the start of {@code out}.
     *
     * @param index extended sequence number, 0 to 2^48 - 1, whose first lap is 0 to 65535; its low 16 bits are those in the
     *     packet
     * @return length of the SRTP packet, or {@link #REFUSED}
     */
    public int protectAt(byte[] in, int offset, int length, long index, byte[] out) {
        if (length < SrtpPacket.RTP_HEADER_BYTES || (index & 0xFFFF) != Wire.get16(in, offset + 2)) {
            return refuse(Drop.MALFORMED);
        }
        packet.index = index;
        packet.to(out, 0);
        return seal(in, offset, length, ssrcs.find(Wire.getInt(in, offset + 8)));
    }

    /**
     * Protects a compound RTCP packet.
     *
     * @return length of the SRTCP packet at {@code outOffset}, or {@link #REFUSED}
     */
    public int protectRtcp(byte[] in, int offset, int length, byte[] out, int outOffset) {
        if (!SrtpPacket.isRtcp(in, offset, length)) {
            return refuse(Drop.MALFORMED);
        }
        packet.ssrc = Wire.getInt(in, offset + 4);
        int number = numberOf(packet.ssrc, ssrcs.find(packet.ssrc));
        if (number == SsrcTable.NONE) {
            return refuse(Drop.TOO_MANY_SSRC);
        }
        if (lastRtcp[number] == MAX_RTCP_INDEX) {
            return refuse(Drop.KEY_EXHAUSTED);
        }
        lastRtcp[number]++;
        packet.index = lastRtcp[number];
        packet.trailer = (int) packet.index | E_FLAG;
        packet.isRtcp = true;
        packet.from(in, offset);
        packet.to(out, outOffset);
        packet.headerBytes = SrtpPacket.RTCP_HEADER_BYTES;
        packet.bodyBytes = length - SrtpPacket.RTCP_HEADER_BYTES;
        return seal(rtcp);
    }

    private int seal(byte[] in, int offset, int length, int foundNumber) {
        int header = SrtpPacket.rtpHeaderBytes(in, offset, length);
        if (header < 0) {
            return refuse(Drop.MALFORMED);
        }
        if (packet.index < 0) {
            return refuse(Drop.TOO_OLD);
        }
        if (packet.index > MAX_RTP_INDEX) {
            return refuse(Drop.KEY_EXHAUSTED);
        }
        packet.ssrc = Wire.getInt(in, offset + 8);
        int number = numberOf(packet.ssrc, foundNumber);
        if (number == SsrcTable.NONE) {
            return refuse(Drop.TOO_MANY_SSRC);
        }
        highestRtp[number] = Math.max(highestRtp[number], packet.index);
        packet.trailer = (int) (packet.index >>> 16);
        packet.isRtcp = false;
        packet.from(in, offset);
        packet.headerBytes = header;
        packet.bodyBytes = length - header;
        return seal(rtp);
    }

    private int seal(PacketCipher cipher) {
        refusal = Drop.NONE;
        try {
            return cipher.seal(packet);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(suite + " failed to protect", e);
        }
    }

    private int numberOf(int ssrc, int found) {
        if (found != SsrcTable.NONE || ssrcs.isFull()) {
            return found;
        }
        int number = ssrcs.add(ssrc);
        if (number == highestRtp.length) {
            int room = Math.max(4, 2 * number);
            highestRtp = Arrays.copyOf(highestRtp, room);
            lastRtcp = Arrays.copyOf(lastRtcp, room);
        }
        highestRtp[number] = UNUSED;
        lastRtcp[number] = UNUSED;
        return number;
    }

    private int refuse(Drop reason) {
        refusal = reason;
        return REFUSED;
    }
}
