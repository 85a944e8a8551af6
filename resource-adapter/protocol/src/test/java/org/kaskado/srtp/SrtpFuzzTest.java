package org.kaskado.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;

final class SrtpFuzzTest {
    private static final int CASES = 10_000;

    @ParameterizedTest
    @EnumSource(
            value = SrtpSuite.class,
            names = {"AES_128_CM_HMAC_SHA1_80", "AEAD_AES_128_GCM"})
    void shouldAnswerAnyBytesWithAReason(SrtpSuite suite) {
        Random random = new Random(0x5157);
        SrtpSender sender = new SrtpSender(suite, TestKeys.key(suite), TestKeys.salt(suite));
        SrtpReceiver receiver = new SrtpReceiver(suite, TestKeys.key(suite), TestKeys.salt(suite));
        byte[] out = new byte[2_048];
        int taken = 0;
        for (int i = 0; i < CASES; i++) {
            boolean isRtcp = i % 2 == 0;
            byte[] plain = isRtcp ? TestKeys.rtcp(2 + random.nextInt(20)) : TestKeys.packet(random, i % 5, i & 0xFFFF);
            int length = isRtcp
                    ? sender.protectRtcp(plain, 0, plain.length, out, 0)
                    : sender.protect(plain, 0, plain.length, out, 0);
            byte[] input = mutate(random, Arrays.copyOf(out, length));
            PacketBuffer buffer = TestKeys.inTheMiddle(input);
            Drop drop = isRtcp ? receiver.unprotectRtcp(buffer) : receiver.unprotect(buffer);
            if (drop == Drop.NONE) {
                assertThat(buffer.toByteArray()).isEqualTo(plain);
                taken++;
            }
        }
        assertThat(taken).isBetween(CASES / 8, CASES / 2);
    }

    @ParameterizedTest
    @EnumSource(
            value = SrtpSuite.class,
            names = {"AES_128_CM_HMAC_SHA1_80", "AEAD_AES_128_GCM"})
    void shouldProtectAnyBytesOrSayWhyNot(SrtpSuite suite) {
        Random random = new Random(0x5158);
        SrtpSender sender = new SrtpSender(suite, TestKeys.key(suite), TestKeys.salt(suite), 100);
        byte[] out = new byte[400];
        for (int i = 0; i < CASES; i++) {
            byte[] input = new byte[random.nextInt(200)];
            random.nextBytes(input);
            int length = i % 2 == 0
                    ? sender.protect(input, 0, input.length, out, 0)
                    : sender.protectRtcp(input, 0, input.length, out, 0);
            assertThat(length == SrtpSender.REFUSED).isEqualTo(sender.refusal() != Drop.NONE);
        }
    }

    private static byte[] mutate(Random random, byte[] valid) {
        switch (random.nextInt(5)) {
            case 0 -> valid[random.nextInt(valid.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> {
                return Arrays.copyOf(valid, random.nextInt(valid.length));
            }
            case 2 -> {
                return Arrays.copyOf(valid, valid.length + random.nextInt(40));
            }
            case 3 -> random.nextBytes(valid);
            default -> {
                // as it is
            }
        }
        return valid;
    }
}
