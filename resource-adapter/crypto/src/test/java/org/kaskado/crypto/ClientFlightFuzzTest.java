package org.kaskado.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Wire;

final class ClientFlightFuzzTest {
    private static final int CERTIFICATE = 11;
    private static final int CERTIFICATE_VERIFY = 15;
    private static final int CLIENT_KEY_EXCHANGE = 16;

    private static byte[] record(int type, int epoch, byte[] body) {
        byte[] record = new byte[13 + body.length];
        record[0] = (byte) type;
        record[1] = (byte) 0xFE;
        record[2] = (byte) 0xFD;
        Wire.put16(record, 3, epoch);
        Wire.put16(record, 11, body.length);
        System.arraycopy(body, 0, record, 13, body.length);
        return record;
    }

    private static byte[] fragment(int message, int total, int from, int length) {
        byte[] body = new byte[12 + length];
        body[0] = (byte) message;
        Wire.put24(body, 1, total);
        Wire.put24(body, 6, from);
        Wire.put24(body, 9, length);
        return record(22, 0, body);
    }

    private static byte[] join(byte[]... parts) {
        byte[] all = {};
        for (byte[] part : parts) {
            int at = all.length;
            all = Arrays.copyOf(all, at + part.length);
            System.arraycopy(part, 0, all, at, part.length);
        }
        return all;
    }

    private static final byte[] CHANGE = record(20, 0, new byte[] {1});
    private static final byte[] FINISHED = record(22, 1, new byte[40]);

    private static List<Integer> take(ClientFlight flight, byte[] datagram) {
        List<Integer> types = new ArrayList<>();
        flight.take(
                datagram,
                0,
                datagram.length,
                each -> types.add(each.length > 13 && each[0] == 22 && each[4] == 0 ? (int) each[13] : -each[0]));
        return types;
    }

    @Test
    void shouldHoldChangeCipherSpecUntilAllMessagesAreWhole() {
        ClientFlight flight = new ClientFlight();

        assertThat(take(flight, join(CHANGE, FINISHED))).isEmpty();
        assertThat(take(flight, fragment(CERTIFICATE_VERIFY, 80, 40, 40))).containsExactly(CERTIFICATE_VERIFY);
        assertThat(take(flight, fragment(CERTIFICATE, 200, 0, 200))).containsExactly(CERTIFICATE);
        assertThat(take(flight, fragment(CLIENT_KEY_EXCHANGE, 33, 0, 33))).containsExactly(CLIENT_KEY_EXCHANGE);
        assertThat(take(flight, fragment(CERTIFICATE_VERIFY, 80, 0, 40))).containsExactly(CERTIFICATE_VERIFY, -20, -22);
        assertThat(take(flight, join(CHANGE, FINISHED))).containsExactly(-20, -22);
    }

    @Test
    void shouldTakeAWholeFlightInOneDatagramAsItComes() {
        byte[] all = join(
                fragment(CERTIFICATE, 200, 0, 200),
                fragment(CLIENT_KEY_EXCHANGE, 33, 0, 33),
                fragment(CERTIFICATE_VERIFY, 80, 0, 80),
                CHANGE,
                FINISHED);

        assertThat(take(new ClientFlight(), all))
                .containsExactly(CERTIFICATE, CLIENT_KEY_EXCHANGE, CERTIFICATE_VERIFY, -20, -22);
    }

    @Test
    void shouldNeverGiveOnMoreThanItTookWhateverItIs() {
        Random random = new Random(0xf119);
        byte[] valid = join(
                fragment(CERTIFICATE, 100, 0, 100),
                fragment(CLIENT_KEY_EXCHANGE, 33, 0, 33),
                fragment(CERTIFICATE_VERIFY, 20, 0, 20),
                CHANGE,
                FINISHED);
        ClientFlight flight = new ClientFlight();
        long taken = 0;
        long[] given = {0};
        for (int i = 0; i < 20_000; i++) {
            if (i % 50 == 0) {
                flight = new ClientFlight();
                taken = 0;
                given[0] = 0;
            }
            byte[] data = Arrays.copyOf(valid, random.nextInt(valid.length + 1));
            for (int j = random.nextInt(5); j > 0 && data.length > 0; j--) {
                data[random.nextInt(data.length)] = (byte) random.nextInt();
            }
            taken += data.length;
            flight.take(data, 0, data.length, each -> given[0] += each.length);
            assertThat(given[0]).isLessThanOrEqualTo(taken);
        }
    }
}
