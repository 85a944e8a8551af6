package org.kaskado.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyFrameRequestsTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    @Test
    void shouldAskOnceForManyWishes() {
        KeyFrameRequests requests = new KeyFrameRequests();
        int[] asked = new int[1];
        for (int i = 0; i < 200; i++) {
            requests.want(i * MS, () -> asked[0]++);
        }
        assertThat(asked[0]).isEqualTo(1);
        assertThat(requests.merged()).isEqualTo(199);
        requests.onKeyFrame();
        assertThat(requests.deadlineNs()).isEqualTo(KeyFrameRequests.NEVER);
    }

    @Test
    void shouldWaitOutTheIntervalAfterAnAnsweredRequest() {
        KeyFrameRequests requests = new KeyFrameRequests();
        List<Long> asked = new ArrayList<>();
        requests.want(0, () -> asked.add(0L));
        requests.onKeyFrame();
        requests.want(100 * MS, () -> asked.add(100L));
        assertThat(asked).containsExactly(0L);
        assertThat(requests.deadlineNs()).isEqualTo(500 * MS);
        requests.onTime(500 * MS, () -> asked.add(500L));
        assertThat(asked).containsExactly(0L, 500L);
    }

    @Test
    void shouldRepeatUntilAKeyFrameComesAndNotForEver() {
        KeyFrameRequests requests = new KeyFrameRequests();
        List<Long> asked = new ArrayList<>();
        requests.setRttNs(400 * MS);
        requests.want(0, () -> asked.add(0L));
        for (long now = MS; now < 200_000 * MS; now += MS) {
            long at = now / MS;
            requests.onTime(now, () -> asked.add(at));
        }
        assertThat(asked).hasSize(20).startsWith(0L, 800L, 1_600L, 3_200L);
        assertThat(requests.isWanted()).isFalse();
    }
}
