package org.kaskado.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kaskado.rtcp.Rtcp;
import org.kaskado.rtcp.Twcc;

class TwccReceiverTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private static void read(Twcc twcc, Map<Integer, Long> arrivals) {
        assertThat(Rtcp.write(List.of(twcc)).length).isLessThanOrEqualTo(1_200);
        long at = twcc.referenceTime() * Twcc.REFERENCE_NS;
        for (int i = 0; i < twcc.count(); i++) {
            if (twcc.isReceived(i)) {
                at += twcc.delta(i) * Twcc.TICK_NS;
                arrivals.put((twcc.baseSequence() + i) & 0xFFFF, at);
            }
        }
    }

    @Test
    void shouldReportEveryArrivalWithin250MicrosecondsAndEveryLoss() {
        TwccReceiver receiver = new TwccReceiver(1);
        Random random = new Random(6);
        Map<Integer, Long> truth = new TreeMap<>();
        Map<Integer, Long> reported = new TreeMap<>();
        List<Integer> late = new ArrayList<>();
        long now = 5_000 * MS + 123_456;
        for (int number = 0; number < 60_000; number++) {
            now += random.nextInt(2_000) == 0 ? 9_000 * MS : random.nextInt(1_000_000);
            int sequence = (number + 40_000) & 0xFFFF;
            if (random.nextInt(30) == 0) {
                late.add(sequence);
            } else if (random.nextInt(20) != 0) {
                receiver.onPacket(now, sequence, 9);
                truth.put(sequence, now);
            }
            if (late.size() > 1) {
                int back = late.remove(0);
                receiver.onPacket(now, back, 9);
                truth.put(back, now);
            }
            receiver.onTime(now, twcc -> read(twcc, reported));
        }
        receiver.onTime(now + 200 * MS, twcc -> read(twcc, reported));
        assertThat(truth.keySet()
                        .containsAll(reported.keySet())) // AssertJ's own comparison of sets takes half a minute here
                .isTrue();
        assertThat(reported.size()).isGreaterThan(truth.size() * 99 / 100);
        reported.forEach((sequence, at) ->
                assertThat(Math.abs(truth.getOrDefault(sequence, 0L) - at)).isLessThanOrEqualTo(Twcc.TICK_NS));
    }

    @Test
    void shouldReportEvery50To100MsAndBeSilentWithoutPackets() {
        TwccReceiver receiver = new TwccReceiver(1);
        List<Long> times = new ArrayList<>();
        for (long now = 0; now < 2_000 * MS; now += MS) {
            if (now % (10 * MS) == 0 && now < 1_000 * MS) {
                receiver.onPacket(now, (int) (now / (10 * MS)), 9);
            }
            long at = now / MS;
            receiver.onTime(now, twcc -> times.add(at));
        }
        assertThat(times).startsWith(50L, 150L, 250L).hasSizeBetween(10, 12);
        assertThat(receiver.deadlineNs()).isEqualTo(TwccReceiver.NEVER);
    }
}
