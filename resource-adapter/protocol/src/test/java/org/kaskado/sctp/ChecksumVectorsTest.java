package org.kaskado.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3720 appendix B.4 has the vectors of CRC32c; RFC 9260 appendix A says how a packet carries it. */
class ChecksumVectorsTest {
    @ParameterizedTest
    @CsvSource({"0,0,8A9136AA", "255,0,62A8AB43", "0,1,46DD794E", "31,-1,113FDB5C"})
    void shouldHaveTheValuesOfTheRfc(int first, int step, String expected) {
        byte[] data = new byte[32];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (first + step * i);
        }
        CRC32C crc = new CRC32C();
        crc.update(data);
        assertThat(crc.getValue()).isEqualTo(HexFormat.fromHexDigitsToLong(expected));
    }

    @Test
    void shouldLeaveTheChecksumFieldOutAndStoreItLowByteFirst() {
        byte[] packet = new byte[40];
        Arrays.fill(packet, 8, 12, (byte) 0x55); // whatever stands there
        Checksum checksum = new Checksum();
        CRC32C crc = new CRC32C();
        crc.update(new byte[36]);
        byte[] shorter = Arrays.copyOfRange(packet, 2, 38);
        Arrays.fill(shorter, 6, 10, (byte) 0x55);
        checksum.put(packet, 2, 36);
        assertThat(checksum.isRight(packet, 2, 36)).isTrue();
        packet[20] ^= 1;
        assertThat(checksum.isRight(packet, 2, 36)).isFalse();
        byte[] plain = new byte[36];
        checksum.put(plain, 0, 36);
        long value = crc.getValue();
        assertThat(Arrays.copyOfRange(plain, 8, 12))
                .containsExactly((byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24));
    }
}
