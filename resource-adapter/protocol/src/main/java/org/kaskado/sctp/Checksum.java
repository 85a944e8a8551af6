package org.kaskado.sctp;

import java.util.zip.CRC32C;

/** RFC 9260 §6.8 and appendix A: CRC32c over the packet with its checksum field zero, stored low byte first. */
final class Checksum {
    static final int OFFSET = 8;
    private static final byte[] ZERO = new byte[4];

    private final CRC32C crc = new CRC32C();

    boolean isRight(byte[] packet, int offset, int length) {
        int value = of(packet, offset, length);
        int at = offset + OFFSET;
        return packet[at] == (byte) value
                && packet[at + 1] == (byte) (value >>> 8)
                && packet[at + 2] == (byte) (value >>> 16)
                && packet[at + 3] == (byte) (value >>> 24);
    }

    void put(byte[] packet, int offset, int length) {
        int value = of(packet, offset, length);
        int at = offset + OFFSET;
        packet[at] = (byte) value;
        packet[at + 1] = (byte) (value >>> 8);
        packet[at + 2] = (byte) (value >>> 16);
        packet[at + 3] = (byte) (value >>> 24);
    }

    int of(byte[] packet, int offset, int length) {
        crc.reset();
        crc.update(packet, offset, OFFSET);
        crc.update(ZERO, 0, ZERO.length);
        crc.update(packet, offset + OFFSET + ZERO.length, length - OFFSET - ZERO.length);
        return (int) crc.getValue();
    }
}
