package org.kaskado.rtp;

import java.util.Arrays;
import java.util.Random;
import org.kaskado.net.Wire;

/** Packets for tests. */
final class RtpPackets {
    private RtpPackets() {}

    static byte[] plain(int sequenceNumber, long timestamp, long ssrc, byte... payload) {
        return withElements(sequenceNumber, timestamp, ssrc, new byte[0], payload);
    }

    /** With an extension whose content (without its header of four bytes) is given; empty means none. */
    static byte[] withElements(int sequenceNumber, long timestamp, long ssrc, byte[] extension, byte[] payload) {
        byte[] packet = new byte[12 + extension.length + payload.length];
        RtpHeader.begin(packet, 0);
        RtpHeader.setPayloadType(packet, 0, 96);
        RtpHeader.setSequenceNumber(packet, 0, sequenceNumber);
        RtpHeader.setTimestamp(packet, 0, timestamp);
        RtpHeader.setSsrc(packet, 0, ssrc);
        RtpHeader.setExtension(packet, 0, extension.length > 0);
        System.arraycopy(extension, 0, packet, 12, extension.length);
        System.arraycopy(payload, 0, packet, 12 + extension.length, payload.length);
        return packet;
    }

    static byte[] extension(int profile, int... bytes) {
        int words = (bytes.length + 3) / 4;
        byte[] extension = new byte[4 + 4 * words];
        Wire.put16(extension, 0, profile);
        Wire.put16(extension, 2, words);
        for (int i = 0; i < bytes.length; i++) {
            extension[4 + i] = (byte) bytes[i];
        }
        return extension;
    }

    /** Random bytes, or the packet with some bits flipped and perhaps cut. */
    static byte[] damaged(byte[] packet, Random random) {
        if (random.nextInt(4) == 0) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] copy = Arrays.copyOf(packet, random.nextInt(3) == 0 ? random.nextInt(packet.length + 1) : packet.length);
        for (int i = random.nextInt(6); i > 0 && copy.length > 0; i--) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }
}
