package org.kaskado.forward;

/**
 * Continues RTP timestamps across switches of the source. Encodings of one publisher are aligned by their sender reports;
 * otherwise time since the last packet is what the timestamps advance by. They advance at each switch.
 */
final class TimestampRewriter {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    /** Reports that put a switch farther than this from the clock on the wall are not believed. */
    private static final int MAX_DEVIATION_S = 2;

    private static final int MIN_STEPS_PER_SECOND = 1000;

    private boolean hasSent;
    private int difference;
    private int last;
    private long lastNs;
    private int slip;

    /**
     * The source goes on with this packet.
     *
     * @param hasAlignment whether {@code alignment} is known
     * @param alignment what the timestamp of the same moment is in the encoding before, minus that of this encoding
     */
    void restart(SourcePacket packet, int clockRateHz, boolean hasAlignment, int alignment) {
        if (!hasSent) {
            difference = 0;
            return;
        }
        int expected = last + (int) ((packet.nowNs - lastNs) * clockRateHz / NS_PER_SECOND);
        int wanted = expected;
        if (hasAlignment) {
            int aligned = (int) packet.timestamp + alignment + difference - slip;
            wanted = Math.abs((long) aligned - expected) > (long) MAX_DEVIATION_S * clockRateHz ? expected : aligned;
        }
        int earliest = last + Math.max(1, clockRateHz / MIN_STEPS_PER_SECOND);
        int chosen = wanted - earliest < 0 ? earliest : wanted;
        slip = hasAlignment ? chosen - wanted : 0;
        difference = chosen - (int) packet.timestamp;
    }

    /** The outgoing timestamp, 32 bits. */
    int rewrite(SourcePacket packet) {
        int outgoing = (int) packet.timestamp + difference;
        if (!hasSent || outgoing - last > 0) {
            hasSent = true;
            last = outgoing;
            lastNs = packet.nowNs;
        }
        return outgoing;
    }

    /** The outgoing timestamp of a source timestamp. */
    int rewrite(long sourceTimestamp) {
        return (int) sourceTimestamp + difference;
    }

    /** The highest outgoing timestamp. */
    int last() {
        return last;
    }
}
