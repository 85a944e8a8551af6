package org.kaskado.feedback;

import java.util.concurrent.TimeUnit;

/**
 * How missing packets are asked for.
 *
 * @param reorderToleranceNs how long a gap is watched before it is called a loss, from 0
 * @param maxTries requests per packet before it is given up, from 1
 * @param maxMissing gaps that are watched at once, 1 to 1024; more means that asking is hopeless
 * @param minRepeatNs least time between two requests of one packet, above 0; the round trip is added
 * @param maxAgeNs when a gap is given up however often it was asked for, above 0
 */
public record NackConfig(long reorderToleranceNs, int maxTries, int maxMissing, long minRepeatNs, long maxAgeNs) {
    public NackConfig {
        if (reorderToleranceNs < 0 || maxTries < 1 || maxMissing < 1 || maxMissing > 1024) {
            throw new IllegalArgumentException("tolerance " + reorderToleranceNs + " ns (from 0), " + maxTries
                    + " tries (from 1), " + maxMissing + " missing (1 to 1024)");
        }
        if (minRepeatNs <= 0 || maxAgeNs <= 0) {
            throw new IllegalArgumentException(
                    "repeat " + minRepeatNs + " ns and age " + maxAgeNs + " ns must be above 0");
        }
    }

    /** For video that is forwarded: 10 ms tolerance, 10 tries, 500 packets, 1 s. */
    public static NackConfig video() {
        return new NackConfig(
                TimeUnit.MILLISECONDS.toNanos(10),
                10,
                500,
                TimeUnit.MILLISECONDS.toNanos(15),
                TimeUnit.SECONDS.toNanos(1));
    }

    /** For sound, which is worthless when late: 10 ms tolerance, 4 tries, 50 packets, 300 ms. */
    public static NackConfig audio() {
        return new NackConfig(
                TimeUnit.MILLISECONDS.toNanos(10),
                4,
                50,
                TimeUnit.MILLISECONDS.toNanos(15),
                TimeUnit.MILLISECONDS.toNanos(300));
    }
}
