package org.kaskado.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class FingerprintFuzzTest {
    private static final String SHA_256 =
            Fingerprint.of(HashFunction.SHA_256, new byte[3]).toString();

    @Test
    void shouldAnswerAnyTextWithAFingerprintOrAReason() {
        Random random = new Random(0xf1);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(SHA_256);
            for (int j = random.nextInt(3); j > 0; j--) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.setCharAt(at, (char) random.nextInt(0x180));
                } else {
                    text.delete(at, at + random.nextInt(9));
                }
            }
            try {
                assertThat(Fingerprint.parse(text.toString()).value()).isNotEmpty();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("fingerprint");
            }
        }
    }
}
