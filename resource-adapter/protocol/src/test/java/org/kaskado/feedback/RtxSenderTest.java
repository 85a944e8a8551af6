package org.kaskado.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.rtp.RtpHeader;
import org.kaskado.rtp.Rtx;

class RtxSenderTest {
    @Test
    void shouldNumberItsOwnPacketsAndCarryTheOriginal() {
        byte[] original = new byte[14];
        RtpHeader.begin(original, 0);
        RtpHeader.setSequenceNumber(original, 0, 77);
        RtpHeader.setSsrc(original, 0, 5);
        RtpHeader.setPayloadType(original, 0, 96);
        original[13] = 9;
        RtxSender sender = new RtxSender(6, 97, 65_535);
        byte[] out = new byte[300];
        int length = sender.retransmit(original, 0, original.length, out, 0);
        assertThat(RtpHeader.sequenceNumber(out, 0)).isEqualTo(65_535);
        assertThat(RtpHeader.ssrc(out, 0)).isEqualTo(6);
        PacketBuffer packet = PacketBuffer.of(Arrays.copyOf(out, length));
        assertThat(Rtx.decapsulate(packet, 5, 96)).isEqualTo(Drop.NONE);
        assertThat(packet.toByteArray()).isEqualTo(original);
        int padding = sender.padding(1_000, 255, out, 0);
        assertThat(RtpHeader.validate(out, 0, padding)).isEqualTo(Drop.NONE);
        assertThat(RtpHeader.payloadLength(out, 0, padding)).isZero();
        assertThat(RtpHeader.sequenceNumber(out, 0)).isZero();
    }
}
