package org.kaskado.crypto;

import java.time.Duration;

/**
 * What handshakes may take.
 *
 * @param maxConcurrent handshakes at work at once, each on a thread; at least 1
 * @param maxWaiting handshakes that wait for their turn; one more is refused
 * @param attempt longest time of one handshake on its thread
 * @param total longest time from start to connected, waiting and silent attempts included
 * @param firstResend time until a flight is sent again; doubles each time
 */
public record DtlsLimits(int maxConcurrent, int maxWaiting, Duration attempt, Duration total, Duration firstResend) {
    /** 32 at once, 1024 waiting, 5 s each, 30 s in all; resends after 100 ms, 200 ms, … reach 15 % loss in time. */
    public static final DtlsLimits STANDARD =
            new DtlsLimits(32, 1024, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMillis(100));

    public DtlsLimits {
        if (maxConcurrent < 1 || maxWaiting < 0) {
            throw new IllegalArgumentException(
                    "handshakes: at least 1 at once and 0 waiting, not " + maxConcurrent + " and " + maxWaiting);
        }
        if (attempt.toMillis() < 1 || total.compareTo(attempt) < 0 || firstResend.toMillis() < 1) {
            throw new IllegalArgumentException("handshake times must be positive and total not below attempt: attempt "
                    + attempt + ", total " + total + ", first resend " + firstResend);
        }
    }
}
