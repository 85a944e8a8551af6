package org.kaskado.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kaskado.rtcp.Twcc;

class TwccHistoryTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private static Twcc feedback(int base, int... deltas) {
        return new Twcc(new Twcc.Start(1, 2, base, 10, 0), deltas);
    }

    @Test
    void shouldTellArrivalAndLossOnce() {
        TwccHistory history = new TwccHistory();
        List<Long> arrivals = new ArrayList<>();
        List<Integer> clusters = new ArrayList<>();
        TwccHistory.Output out = (sentNs, arrivalNs, bytes, cluster) -> {
            arrivals.add(arrivalNs);
            clusters.add(cluster);
        };
        for (int i = 0; i < 6; i++) {
            assertThat(history.onSent(i * 100 * MS, 500, i == 4 ? 3 : 0)).isEqualTo(i);
        }
        assertThat(history.inFlightBytes()).isEqualTo(3_000);
        history.onFeedback(feedback(0, 4, Twcc.NOT_RECEIVED, 8), out);
        assertThat(arrivals).containsExactly(641 * MS, 643 * MS);
        history.onFeedback(feedback(0, 4, Twcc.NOT_RECEIVED, 8, 8, 8), out);
        assertThat(arrivals).containsExactly(641 * MS, 643 * MS, 645 * MS, 647 * MS, TwccHistory.LOST);
        assertThat(clusters).containsExactly(0, 0, 0, 3, 0);
        assertThat(history.inFlightBytes()).isEqualTo(500);
    }

    @Test
    void shouldNotCallAnOvertakenPacketLost() {
        TwccHistory history = new TwccHistory();
        List<Long> arrivals = new ArrayList<>();
        TwccHistory.Output out = (sentNs, arrivalNs, bytes, cluster) -> arrivals.add(arrivalNs);
        for (int i = 0; i < 40; i++) {
            history.onSent(i * 10 * MS, 500, 0);
        }
        history.onFeedback(feedback(0, 4, Twcc.NOT_RECEIVED, 8), out);
        history.onFeedback(feedback(1, 50, Twcc.NOT_RECEIVED, 8), out);
        assertThat(arrivals).hasSize(4).doesNotContain(TwccHistory.LOST);
    }

    @Test
    void shouldStayBoundedAndNonNegativeWhateverFeedbackSays() {
        TwccHistory history = new TwccHistory();
        Random random = new Random(3);
        long sent = 0;
        long[] told = new long[1];
        for (int i = 0; i < 50_000; i++) {
            history.onSent(i * MS, random.nextInt(1_500), 0);
            sent++;
            if (random.nextInt(20) == 0) {
                int[] deltas = new int[1 + random.nextInt(60)];
                for (int d = 0; d < deltas.length; d++) {
                    deltas[d] = random.nextInt(5) == 0 ? Twcc.NOT_RECEIVED : random.nextInt(300);
                }
                int base = random.nextInt(10) == 0 ? random.nextInt(65_536) : (i - random.nextInt(60)) & 0xFFFF;
                history.onFeedback(
                        new Twcc(new Twcc.Start(1, 2, base, random.nextInt(1 << 20), 0), deltas),
                        (sentNs, arrivalNs, bytes, cluster) -> told[0]++);
            }
            assertThat(history.inFlightBytes()).isBetween(0L, 2_048L * 1_500);
        }
        assertThat(told[0]).isBetween(sent / 10, sent);
    }
}
