package org.kaskado.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StartBackoffTest {
    @Test
    void shouldDoubleTheDelayUpToHalfAMinuteAndForgetItOnSuccess() {
        StartBackoff backoff = new StartBackoff();
        assertThat(backoff.waitNs(0)).isZero();
        assertThat(backoff.failed(0, "no java")).isTrue();
        assertThat(backoff.waitNs(0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(backoff.failed(0, "no java")).isFalse();
        assertThat(backoff.waitNs(0)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
        for (int i = 0; i < 10; i++) {
            backoff.failed(0, "no java");
        }
        assertThat(backoff.waitNs(0)).isEqualTo(TimeUnit.SECONDS.toNanos(30));
        assertThat(backoff.lastFailure()).isEqualTo("no java");
        backoff.succeeded();
        assertThat(backoff.waitNs(0)).isZero();
        assertThat(backoff.lastFailure()).isNull();
    }
}
