package org.kaskado.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class CryptoAttributeFuzzTest {
    private static final String LINE =
            "1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20 KDR=0";

    @Test
    void shouldAnswerAnyTextWithALineOrAReason() {
        Random random = new Random(0x5de5);
        String alphabet = LINE + "|2^:1 ;=\0\uD83D\u20AC\n\t";
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(LINE);
            for (int j = random.nextInt(4); j > 0; j--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    default -> text.delete(at, at + random.nextInt(3));
                }
            }
            try {
                CryptoAttribute.parse(text.toString());
                taken++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("a=crypto");
            }
        }
        assertThat(taken).isPositive();
        assertThatThrownBy(() -> CryptoAttribute.parse("1 A " + " x".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CryptoAttribute.parse("1 A " + " ".repeat(900) + "\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
