package org.kaskado.srtp;

import java.util.Random;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.Wire;

/** Keys and packets of the SRTP tests. */
final class TestKeys {
    private TestKeys() {}

    static byte[] key(SrtpSuite suite) {
        return pattern(suite.keyBytes(), 0x30);
    }

    static byte[] salt(SrtpSuite suite) {
        return pattern(suite.saltBytes(), 0x70);
    }

    private static byte[] pattern(int length, int from) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    static byte[] plain(int ssrc, int sequence, int payload) {
        byte[] packet = new byte[12 + payload];
        packet[0] = (byte) 0x80;
        packet[1] = 96;
        Wire.put16(packet, 2, sequence);
        Wire.put32(packet, 4, sequence * 3000L);
        Wire.put32(packet, 8, ssrc);
        return packet;
    }

    /** Some with CSRCs, some with an extension, some without payload. */
    static byte[] packet(Random random, int ssrc, int sequence) {
        int sources = random.nextInt(4) == 0 ? random.nextInt(16) : 0;
        int words = random.nextBoolean() ? random.nextInt(6) : -1;
        int header = 12 + 4 * sources + (words < 0 ? 0 : 4 + 4 * words);
        byte[] packet = new byte[header + (random.nextInt(20) == 0 ? 0 : random.nextInt(1_150))];
        random.nextBytes(packet);
        packet[0] = (byte) (0x80 | (words < 0 ? 0 : 0x10) | sources);
        Wire.put16(packet, 2, sequence);
        Wire.put32(packet, 8, ssrc);
        if (words >= 0) {
            Wire.put16(packet, 12 + 4 * sources + 2, words);
        }
        return packet;
    }

    static byte[] rtcp(int words) {
        byte[] packet = new byte[4 * words];
        packet[0] = (byte) 0x80;
        packet[1] = (byte) 200;
        Wire.put16(packet, 2, words - 1);
        Wire.put32(packet, 4, 0x0A0B_0C0D);
        return packet;
    }

    static PacketBuffer inTheMiddle(byte[] packet) {
        byte[] array = new byte[packet.length + 50];
        System.arraycopy(packet, 0, array, 20, packet.length);
        PacketBuffer buffer = PacketBuffer.of(array);
        buffer.bounds(20, packet.length);
        return buffer;
    }
}
