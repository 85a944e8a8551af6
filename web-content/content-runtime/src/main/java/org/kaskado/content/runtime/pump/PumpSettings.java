package org.kaskado.content.runtime.pump;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What pumps run on.
 *
 * @param executor the container's managed executor
 * @param timer the container's managed scheduled executor
 * @param clientStall how long a client may take no byte, or send none, before its stream is broken off
 */
public record PumpSettings(Executor executor, ScheduledExecutorService timer, Duration clientStall) {
    /** Bytes that one stream holds at most. */
    public static final int BUFFER_BYTES = 256 * 1024;

    public PumpSettings {
        if (clientStall.isNegative() || clientStall.isZero()) {
            throw new IllegalArgumentException("clientStall must be positive, was " + clientStall);
        }
    }
}
