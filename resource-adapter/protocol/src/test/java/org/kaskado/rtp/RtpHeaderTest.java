package org.kaskado.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;

class RtpHeaderTest {
    private static final byte[] CAPTURED = {
        (byte) 0xB2,
        (byte) 0xE0,
        (byte) 0xFF,
        (byte) 0xFE,
        0x01,
        0x02,
        0x03,
        0x04,
        (byte) 0xCA,
        (byte) 0xFE,
        (byte) 0xBA,
        (byte) 0xBE,
        0,
        0,
        0,
        7,
        (byte) 0xFF,
        (byte) 0xFF,
        (byte) 0xFF,
        (byte) 0xFF,
        (byte) 0xBE,
        (byte) 0xDE,
        0,
        1,
        0x10,
        (byte) 0xAA,
        0,
        0,
        9,
        8,
        7,
        0,
        0,
        3
    };

    @Test
    void shouldReadEveryFieldOfAPacketThatHasThemAll() {
        assertThat(RtpHeader.validate(CAPTURED, 0, CAPTURED.length)).isEqualTo(Drop.NONE);
        assertThat(RtpHeader.isMarked(CAPTURED, 0)).isTrue();
        assertThat(RtpHeader.payloadType(CAPTURED, 0)).isEqualTo(96);
        assertThat(RtpHeader.sequenceNumber(CAPTURED, 0)).isEqualTo(0xFFFE);
        assertThat(RtpHeader.timestamp(CAPTURED, 0)).isEqualTo(0x01020304L);
        assertThat(RtpHeader.ssrc(CAPTURED, 0)).isEqualTo(0xCAFEBABEL);
        assertThat(RtpHeader.csrcCount(CAPTURED, 0)).isEqualTo(2);
        assertThat(RtpHeader.csrc(CAPTURED, 0, 1)).isEqualTo(0xFFFFFFFFL);
        assertThat(RtpHeader.headerLength(CAPTURED, 0)).isEqualTo(28);
        assertThat(RtpHeader.payloadLength(CAPTURED, 0, CAPTURED.length)).isEqualTo(3);
        assertThat(RtpHeader.paddingLength(CAPTURED, 0, CAPTURED.length)).isEqualTo(3);
    }

    @Test
    void shouldNameWhatIsWrong() {
        assertThat(RtpHeader.validate(CAPTURED, 0, 11)).isEqualTo(Drop.MALFORMED);
        assertThat(RtpHeader.validateHeader(CAPTURED, 0, 27)).isEqualTo(Drop.MALFORMED);
        assertThat(RtpHeader.validateHeader(CAPTURED, 0, 28)).isEqualTo(Drop.NONE);
        assertThat(RtpHeader.validate(CAPTURED, 0, 28))
                .as("padding bit without padding")
                .isEqualTo(Drop.MALFORMED);
        byte[] version1 = CAPTURED.clone();
        version1[0] = 0x60;
        assertThat(RtpHeader.validate(version1, 0, version1.length)).isEqualTo(Drop.BAD_VERSION);
        byte[] tooMuchPadding = CAPTURED.clone();
        tooMuchPadding[33] = 7;
        assertThat(RtpHeader.validate(tooMuchPadding, 0, 34)).isEqualTo(Drop.MALFORMED);
    }

    @Test
    void shouldChangeOneFieldAndLeaveTheOthers() {
        byte[] packet = CAPTURED.clone();
        RtpHeader.setMarked(packet, 0, false);
        RtpHeader.setPayloadType(packet, 0, 111);
        RtpHeader.setSequenceNumber(packet, 0, 0x1FFFF);
        RtpHeader.setTimestamp(packet, 0, 0xFFFF_FFFFL);
        RtpHeader.setSsrc(packet, 0, 5);
        assertThat(RtpHeader.isMarked(packet, 0)).isFalse();
        assertThat(RtpHeader.payloadType(packet, 0)).isEqualTo(111);
        assertThat(RtpHeader.sequenceNumber(packet, 0)).isEqualTo(0xFFFF);
        assertThat(RtpHeader.timestamp(packet, 0)).isEqualTo(0xFFFF_FFFFL);
        assertThat(RtpHeader.ssrc(packet, 0)).isEqualTo(5);
        assertThat(Arrays.copyOfRange(packet, 12, 34)).isEqualTo(Arrays.copyOfRange(CAPTURED, 12, 34));
    }

    @Test
    void shouldTakePaddingOffAndPutItOn() {
        byte[] packet = CAPTURED.clone();
        int stripped = RtpHeader.stripPadding(packet, 0, packet.length);
        assertThat(stripped).isEqualTo(31);
        assertThat(RtpHeader.hasPadding(packet, 0)).isFalse();
        assertThat(RtpHeader.addPadding(packet, 0, stripped, 3)).isEqualTo(34);
        assertThat(packet).isEqualTo(CAPTURED);
        assertThatThrownBy(() -> RtpHeader.addPadding(packet, 0, 31, 256)).hasMessageContaining("256");
    }
}
