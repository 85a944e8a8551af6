package org.kaskado.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTest {
    @Test
    void shouldReadBackWhatWasWritten() {
        WireWriter writer = new WireWriter(64);
        writer.put8(0xFE).put16(0xFEDC).put24(0xFEDCBA).put32(0xFEDC_BA98L).put64(0xFEDC_BA98_7654_3210L);
        WireReader reader = new WireReader(writer.toByteArray(), 0, writer.size());
        assertThat(reader.get8()).isEqualTo(0xFE);
        assertThat(reader.get16()).isEqualTo(0xFEDC);
        assertThat(reader.get24()).isEqualTo(0xFEDCBA);
        assertThat(reader.get32()).isEqualTo(0xFEDC_BA98L);
        assertThat(reader.get64()).isEqualTo(0xFEDC_BA98_7654_3210L);
        assertThat(reader.hasRemaining()).isFalse();
        assertThat(reader.isBroken()).isFalse();
    }

    @Test
    void shouldStayBrokenAfterAReadPastTheEnd() {
        WireReader reader = new WireReader(new byte[] {1, 2, 3}, 0, 3);
        assertThat(reader.get32()).isZero();
        assertThat(reader.isBroken()).isTrue();
        assertThat(reader.get8()).isZero();
        assertThat(reader.bytes(2)).isEmpty();
    }

    @Test
    void shouldRefuseToWriteMoreThanTheCap() {
        WireWriter writer = new WireWriter(3).put16(1);
        assertThatThrownBy(() -> writer.put16(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(writer.put8(7).toByteArray()).containsExactly(0, 1, 7);
    }

    @Test
    void shouldKeep48Bits() {
        byte[] data = new byte[6];
        Wire.put48(data, 0, 0xBA98_7654_3210L);
        assertThat(Wire.get48(data, 0)).isEqualTo(0xBA98_7654_3210L);
    }

    @ParameterizedTest
    @CsvSource({
        "0,1,STUN",
        "3,0,STUN",
        "4,0,UNKNOWN",
        "20,254,DTLS",
        "63,0,DTLS",
        "64,0,TURN_CHANNEL",
        "79,0,TURN_CHANNEL",
        "80,0,UNKNOWN",
        "128,96,RTP",
        "144,224,RTP",
        "128,200,RTCP",
        "191,223,RTCP",
        "192,200,UNKNOWN"
    })
    void shouldTellProtocolsApartByTheFirstBytes(int first, int second, FirstByte expected) { // RFC 7983 §7
        assertThat(FirstByte.of(new byte[] {(byte) first, (byte) second}, 0, 2)).isEqualTo(expected);
    }
}
