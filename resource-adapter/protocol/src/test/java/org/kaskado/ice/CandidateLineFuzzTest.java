package org.kaskado.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CandidateLineFuzzTest {
    private static final String[] SEEDS = {
        "candidate:2 1 udp 1694498815 192.0.2.3 45664 typ srflx raddr 203.0.113.141 rport 8998 generation 0",
        "candidate:1 1 tcp 2105458943 2001:db8::7:192.0.2.1 9 typ host tcptype active",
        "a=candidate:1 1 udp 1 0b5c-7.local 1 typ host"
    };
    private static final String CHARS = "0123456789abcdef:.-+/ \t\r\nxyz%€\u0000\uD800";

    @Test
    void shouldNeverFailAndAlwaysSayWhy() {
        Random random = new Random(4);
        int read = 0;
        for (int round = 0; round < 30_000; round++) {
            StringBuilder text = new StringBuilder(SEEDS[round % SEEDS.length]);
            for (int i = random.nextInt(4); i > 0; i--) {
                char c = CHARS.charAt(random.nextInt(CHARS.length()));
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, c);
                    case 1 -> text.insert(at, c);
                    default -> text.deleteCharAt(at);
                }
            }
            CandidateLine line = CandidateLine.parse(text.toString());
            assertThat(line.candidate() == null).isNotEqualTo(line.error().isEmpty());
            if (line.candidate() != null) {
                read++;
                String printed = line.candidate().toLine();
                assertThat(CandidateLine.parse(printed).candidate()).isEqualTo(line.candidate());
            }
        }
        assertThat(read).isGreaterThan(10_000);
    }

    @Test
    void shouldNeverFailOnRandomAddresses() {
        Random random = new Random(5);
        for (int round = 0; round < 50_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(24); i > 0; i--) {
                text.append("0123456789abcdef::::....%".charAt(random.nextInt(25)));
            }
            var address = IpLiteral.parse(text.toString());
            if (address != null) {
                assertThat(IpLiteral.parse(IpLiteral.print(address))).isEqualTo(address);
            }
        }
    }
}
