package org.kaskado.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Wire;

final class DtlsRecordsFuzzTest {
    private static byte[] hello(int fragment, int total) {
        byte[] record = new byte[13 + 12 + fragment];
        record[0] = DtlsRecords.HANDSHAKE;
        record[1] = (byte) 0xFE;
        record[2] = (byte) 0xFF;
        Wire.put16(record, 11, 12 + fragment);
        record[13] = 1;
        Wire.put24(record, 14, total);
        Wire.put24(record, 22, fragment);
        return record;
    }

    @Test
    void shouldSeeAClientHelloAndItsFragments() {
        byte[] whole = hello(100, 100);
        byte[] part = hello(100, 300);

        assertThat(DtlsRecords.isClientHello(whole, 0, whole.length)).isTrue();
        assertThat(DtlsRecords.isFragmented(whole, 0)).isFalse();
        assertThat(DtlsRecords.isClientHello(part, 0, part.length)).isTrue();
        assertThat(DtlsRecords.isFragmented(part, 0)).isTrue();
        assertThat(DtlsRecords.isClientHello(whole, 0, whole.length - 1)).isFalse();
        whole[13] = 2;
        assertThat(DtlsRecords.isClientHello(whole, 0, whole.length)).isFalse();
    }

    @Test
    void shouldTellContentTypes() {
        byte[] data = {23, (byte) 0xFE, (byte) 0xFD, 0, 1, 0, 0, 0, 0, 0, 7, 0, 1, 9};

        assertThat(DtlsRecords.contentType(data, 0, data.length)).isEqualTo(DtlsRecords.APPLICATION_DATA);
        assertThat(DtlsRecords.epoch(data, 0)).isEqualTo(1);
        assertThat(DtlsRecords.contentType(data, 0, 13)).isEqualTo(-1);
        data[1] = 3;
        assertThat(DtlsRecords.contentType(data, 0, data.length)).as("TLS").isEqualTo(-1);
    }

    @Test
    void shouldStayWithinTheDatagramWhateverItSays() {
        Random random = new Random(0xd715);
        for (int i = 0; i < 20_000; i++) {
            byte[] data = random.nextInt(3) == 0 ? new byte[random.nextInt(60)] : hello(random.nextInt(40), 50);
            if (data.length > 0 && random.nextBoolean()) {
                data[random.nextInt(data.length)] = (byte) random.nextInt();
            }
            int length = random.nextInt(data.length + 1);
            byte[] exact = new byte[length];
            System.arraycopy(data, 0, exact, 0, length);
            if (DtlsRecords.isClientHello(exact, 0, length)) {
                DtlsRecords.isFragmented(exact, 0);
                assertThat(DtlsRecords.epoch(exact, 0)).isZero();
            }
        }
    }
}
