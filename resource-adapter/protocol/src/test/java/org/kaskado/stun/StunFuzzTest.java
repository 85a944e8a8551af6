package org.kaskado.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StunFuzzTest {
    private static final int ROUNDS = 30_000;

    @Test
    void shouldNeverFailOnMutatedMessages() {
        Random random = new Random(1);
        StunKey key = StunKey.shortTerm(StunVectorsTest.PASSWORD);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] data = (round % 2 == 0 ? StunVectorsTest.REQUEST : StunVectorsTest.IPV4_RESPONSE).clone();
            // Without the fingerprint most mutations would be refused before they are read.
            int length = data.length - 8;
            data[3] -= 8;
            for (int i = random.nextInt(6); i > 0; i--) {
                data[random.nextInt(round % 3 == 0 ? length : length - 20) + (round % 3 == 0 ? 0 : 20)] =
                        (byte) random.nextInt();
            }
            read += touch(data, random.nextInt(8) == 0 ? random.nextInt(length) : length, key);
        }
        assertThat(read).isGreaterThan(ROUNDS / 4);
    }

    @Test
    void shouldNeverFailOnRandomBytesBehindAGoodHeader() {
        Random random = new Random(2);
        StunKey key = StunKey.shortTerm("x");
        for (int round = 0; round < ROUNDS; round++) {
            byte[] data = new byte[20 + 4 * random.nextInt(64)];
            random.nextBytes(data);
            System.arraycopy(StunVectorsTest.REQUEST, 0, data, 0, 8);
            data[2] = (byte) ((data.length - 20) >> 8);
            data[3] = (byte) (data.length - 20);
            for (int at = 20; at + 4 <= data.length; at += 4 + 4 * random.nextInt(4)) {
                data[at + 2] = 0;
                data[at + 3] = (byte) random.nextInt(24);
                data[at] = (byte) (random.nextBoolean() ? 0 : 0x80);
                data[at + 1] = (byte) random.nextInt(48);
            }
            touch(data, data.length, key);
        }
    }

    private static int touch(byte[] data, int length, StunKey key) {
        StunPeek.localUfrag(data, 0, length);
        StunMessage message = StunMessage.parse(data, 0, length);
        if (message == null) {
            return 0;
        }
        message.isSignedWith(key);
        message.error();
        message.notUnderstood();
        message.text(StunAttribute.USERNAME);
        message.get32(StunAttribute.PRIORITY, 0);
        message.get64(StunAttribute.ICE_CONTROLLED, 0);
        message.xorAddress(StunAttribute.XOR_MAPPED_ADDRESS);
        message.plainAddress(StunAttribute.MAPPED_ADDRESS);
        message.transactionId();
        message.messageClass();
        return 1;
    }
}
