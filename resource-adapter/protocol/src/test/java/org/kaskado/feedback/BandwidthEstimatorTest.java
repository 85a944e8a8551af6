package org.kaskado.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandwidthEstimatorTest {
    private static final double SETTLED = 0.2;

    /** Every mean over some seconds is near the bottleneck: a shorter time sees one tooth of the saw only. */
    private static void assertSettled(VirtualBottleneck path, int fromSecond, int toSecond, long capacityBps) {
        int window = path.hasJitter() ? 5 : 2;
        for (int second = fromSecond; second + window <= toSecond; second++) {
            assertThat(path.meanBps(second, second + window))
                    .as("mean of seconds %d on; kbit/s per half second: %s", second, path.history())
                    .isBetween(capacityBps * (1 - SETTLED), capacityBps * (1 + SETTLED));
        }
    }

    private static void assertNoOvershoot(VirtualBottleneck path, int fromSecond, long capacityBps) {
        assertThat(path.longestAboveMs(1.5 * capacityBps, fromSecond))
                .as("ms above 1.5 times the bottleneck; kbit/s per half second: %s", path.history())
                .isLessThanOrEqualTo(2_000);
    }

    @ParameterizedTest(name = "{0} kbit/s, loss {1} %, jitter {2} ms, seed {3}")
    @CsvSource({
        "300, 0, 0, 1",
        "1000, 0, 0, 1",
        "1000, 0, 0, 2",
        "3000, 0, 0, 1",
        "300, 1, 0, 1",
        "1000, 1, 0, 1",
        "1000, 5, 0, 1",
        "300, 5, 0, 2",
        "1000, 5, 0, 3"
    })
    void shouldSettleAtTheBottleneckWithinTenSeconds(int kbps, int lossPercent, int jitterMs, int seed) {
        VirtualBottleneck path = new VirtualBottleneck(EstimatorConfig.standard(), seed, ms -> kbps * 1_000L)
                .loss(lossPercent / 100.0)
                .jitter(jitterMs, false)
                .run(40);
        assertSettled(path, 10, 40, kbps * 1_000L);
        assertNoOvershoot(path, 0, kbps * 1_000L);
    }

    @ParameterizedTest(name = "{0} kbit/s, loss {1} %, jitter {2} ms, reorders {3}, seed {4}")
    @CsvSource({
        "300, 0, 30, false, 1",
        "1000, 0, 30, false, 1",
        "1000, 0, 30, false, 2",
        "1000, 1, 30, false, 3",
        "1000, 0, 30, true, 1",
        "300, 0, 30, true, 1",
        "1000, 5, 30, true, 2"
    })
    void shouldSettleWithJitter(int kbps, int lossPercent, int jitterMs, boolean reorders, int seed) {
        VirtualBottleneck path = new VirtualBottleneck(EstimatorConfig.standard(), seed, ms -> kbps * 1_000L)
                .loss(lossPercent / 100.0)
                .jitter(jitterMs, reorders)
                .run(40);
        assertSettled(path, 10, 40, kbps * 1_000L);
        assertNoOvershoot(path, 0, kbps * 1_000L);
    }

    @ParameterizedTest(name = "loss {0} %, jitter {1} ms, seed {2}")
    @CsvSource({"0, 0, 1", "1, 0, 2", "5, 0, 3", "0, 10, 4"})
    void shouldFollowStepsOfTheBottleneck(int lossPercent, int jitterMs, int seed) {
        LongUnaryOperator capacity = ms -> ms < 20_000 ? 1_000_000 : ms < 40_000 ? 300_000 : 1_000_000;
        VirtualBottleneck path = new VirtualBottleneck(EstimatorConfig.standard(), seed, capacity)
                .loss(lossPercent / 100.0)
                .jitter(jitterMs, false)
                .run(20);
        assertSettled(path, 10, 20, 1_000_000);
        path.run(20);
        assertSettled(path, 30, 40, 300_000);
        assertNoOvershoot(path, 22, 300_000);
        path.run(20);
        assertSettled(path, 50, 60, 1_000_000);
        assertNoOvershoot(path, 40, 1_000_000);
    }
}
