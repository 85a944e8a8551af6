package org.kaskado.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;

class RtxTest {
    private static final byte[] ORIGINAL = RtpPackets.withElements(
            0xFFF0, 90_000, 0xAAAA_BBBBL, RtpPackets.extension(0xBEDE, 0x10, 1), new byte[] {5, 6, 7});

    @Test
    void shouldGiveBackTheOriginalByteForByte() {
        byte[] padded = Arrays.copyOf(ORIGINAL, ORIGINAL.length + 4);
        int length = RtpHeader.addPadding(padded, 0, ORIGINAL.length, 4);
        byte[] rtx = new byte[100];
        int rtxLength = Rtx.encapsulate(padded, 0, length, rtx, 0);
        RtpHeader.setPayloadType(rtx, 0, 97);
        RtpHeader.setSsrc(rtx, 0, 1);
        RtpHeader.setSequenceNumber(rtx, 0, 2);
        assertThat(rtxLength).isEqualTo(ORIGINAL.length + 2);
        assertThat(Rtx.originalSequenceNumber(rtx, 0)).isEqualTo(0xFFF0);

        PacketBuffer packet = PacketBuffer.of(Arrays.copyOf(rtx, rtxLength));
        assertThat(Rtx.decapsulate(packet, 0xAAAA_BBBBL, 96)).isEqualTo(Drop.NONE);
        assertThat(packet.toByteArray()).isEqualTo(ORIGINAL);
    }

    @Test
    void shouldTellAProbeFromARetransmission() {
        byte[] probe = Arrays.copyOf(RtpPackets.plain(1, 1, 1), 12 + 50);
        RtpHeader.addPadding(probe, 0, 12, 50);
        assertThat(Rtx.decapsulate(PacketBuffer.of(probe), 1, 96)).isEqualTo(Drop.BAD_RETRANSMISSION);
    }

    @Test
    void shouldReadRedundantBlocksAndThePrimary() {
        byte[] payload = {
            (byte) (0x80 | 111), 0x0F, 0x00, 2, (byte) (0x80 | 111), 0x07, (byte) 0x80, 1, 111, 1, 2, 3, 4, 5
        };
        RedBlocks blocks = new RedBlocks();
        assertThat(blocks.parse(payload, 0, payload.length)).isEqualTo(Drop.NONE);
        assertThat(blocks.count()).isEqualTo(3);
        assertThat(blocks.timestampOffset(0)).isEqualTo(960);
        assertThat(blocks.timestampOffset(1)).isEqualTo(480);
        assertThat(blocks.offset(0)).isEqualTo(9);
        assertThat(blocks.length(0)).isEqualTo(2);
        assertThat(blocks.offset(blocks.primary())).isEqualTo(12);
        assertThat(blocks.length(blocks.primary())).isEqualTo(2);
        assertThat(blocks.payloadType(2)).isEqualTo(111);
        assertThat(blocks.parse(payload, 0, 10)).isEqualTo(Drop.MALFORMED);
        assertThat(blocks.parse(payload, 0, 0)).isEqualTo(Drop.MALFORMED);
        assertThat(blocks.count()).isZero();
    }
}
