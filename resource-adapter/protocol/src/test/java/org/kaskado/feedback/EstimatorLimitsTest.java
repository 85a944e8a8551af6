package org.kaskado.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EstimatorLimitsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final List<Long> targets = new ArrayList<>();
    private final BandwidthEstimator.Output out = new BandwidthEstimator.Output() {
        @Override
        public void targetChanged(long targetBps) {
            targets.add(targetBps);
        }

        @Override
        public void probe(Probe probe) {
            throw new AssertionError("nothing is probed without feedback");
        }
    };

    @Test
    void shouldFollowRembWhereThereIsNoOtherFeedback() {
        BandwidthEstimator estimator = new BandwidthEstimator(EstimatorConfig.standard());
        estimator.onRemb(0, 1_500_000, out);
        assertThat(estimator.targetBps()).isEqualTo(1_500_000);
        estimator.onRemb(SECOND, 10, out);
        assertThat(estimator.targetBps()).isEqualTo(50_000);
        assertThat(targets).containsExactly(1_500_000L, 50_000L);
    }

    @Test
    void shouldReduceWhenMoreThanATenthIsLost() {
        VirtualBottleneck path = new VirtualBottleneck(EstimatorConfig.standard(), 5, ms -> 2_000_000)
                .run(10)
                .loss(0.3)
                .run(10);
        assertThat(path.meanBps(17, 20)).isLessThan(0.7 * path.meanBps(7, 10)).isGreaterThan(50_000);
    }

    @Test
    void shouldStopAtTheConfiguredBounds() {
        EstimatorConfig config = new EstimatorConfig(100_000, 300_000, 800_000);
        assertThat(new VirtualBottleneck(config, 1, ms -> 5_000_000).run(20).meanBps(15, 20))
                .isEqualTo(800_000);
        assertThat(new VirtualBottleneck(config, 1, ms -> 40_000).run(20).meanBps(15, 20))
                .isEqualTo(100_000);
    }
}
