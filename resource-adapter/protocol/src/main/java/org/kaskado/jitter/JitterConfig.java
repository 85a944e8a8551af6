package org.kaskado.jitter;

import java.util.concurrent.TimeUnit;

/**
 * How long a buffer may wait and how much it may hold.
 *
 * @param clockHz of the payload, above 0
 * @param minDelayNs least target delay, from 0
 * @param maxDelayNs largest target delay: no packet waits longer for an earlier one
 * @param maxPackets a power of two, 16 to 4096
 * @param paced whether packets leave at the pace of their timestamps, one target delay late (for mixers and players), or at
 *     once when nothing before them is missing (for recorders and decoders with a clock of their own)
 */
public record JitterConfig(int clockHz, long minDelayNs, long maxDelayNs, int maxPackets, boolean paced) {
    public JitterConfig {
        if (clockHz <= 0 || minDelayNs < 0 || maxDelayNs < minDelayNs) {
            throw new IllegalArgumentException("a clock of " + clockHz + " Hz (above 0), delays " + minDelayNs + " to "
                    + maxDelayNs + " ns (ordered, from 0)");
        }
        if (Integer.bitCount(maxPackets) != 1 || maxPackets < 16 || maxPackets > 4096) {
            throw new IllegalArgumentException("maxPackets must be a power of two, 16 to 4096, not " + maxPackets);
        }
    }

    /** For video to a decoder or recorder: 20 to 500 ms, 1024 packets. */
    public static JitterConfig video() {
        return new JitterConfig(
                90_000, TimeUnit.MILLISECONDS.toNanos(20), TimeUnit.MILLISECONDS.toNanos(500), 1024, false);
    }

    /** For sound to a decoder or recorder: 20 to 300 ms, 256 packets. */
    public static JitterConfig audio(int clockHz) {
        return new JitterConfig(
                clockHz, TimeUnit.MILLISECONDS.toNanos(20), TimeUnit.MILLISECONDS.toNanos(300), 256, false);
    }
}
