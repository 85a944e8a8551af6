package org.kaskado.feedback;

import org.jspecify.annotations.Nullable;
import org.kaskado.net.PacketBuffer;
import org.kaskado.rtcp.Nack;

/**
 * Answers NACKs of one receiver for one stream from a {@link PacketCache}: each packet at most once per round trip, and
 * repetitions within a budget of bytes, so that false or repeated NACKs cannot multiply traffic.
 */
public final class NackResponder {
    private static final long MIN_INTERVAL_NS = 10_000_000L;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final PacketCache cache;
    private final long budgetBps;
    private final long maxCreditBytes;
    private long creditBytes;
    private long creditNs = Long.MIN_VALUE;
    private long rttNs = MIN_INTERVAL_NS;
    private long repeated;
    private long notFound;
    private long overBudget;

    /** What is to be sent again. */
    public interface Output {
        /**
         * Send this packet again, by RTX or with the same bytes.
         *
         * @param packet as it was put into the cache; borrowed
         * @param sequenceNumber under which it was sent
         * @param note as it was put into the cache
         */
        void retransmit(PacketBuffer packet, int sequenceNumber, long note);
    }

    /**
     * @param cache of the stream; stays the caller's
     * @param budgetBps repetitions that are allowed, in bit/s, above 0; half a second of it may come at once
     */
    public NackResponder(PacketCache cache, long budgetBps) {
        if (budgetBps <= 0) {
            throw new IllegalArgumentException("the budget must be above 0 bit/s, not " + budgetBps);
        }
        this.cache = cache;
        this.budgetBps = budgetBps;
        this.maxCreditBytes = budgetBps / 16;
        this.creditBytes = maxCreditBytes;
    }

    /** Sets the round trip to the receiver: a packet is not repeated twice within it. */
    public void setRttNs(long newRttNs) {
        rttNs = Math.max(MIN_INTERVAL_NS, newRttNs);
    }

    public void onNack(long nowNs, Nack nack, Output out) {
        refill(nowNs);
        for (int i = 0; i < nack.count(); i++) {
            int sequenceNumber = nack.sequenceNumber(i);
            @Nullable PacketBuffer packet = cache.find(nowNs, sequenceNumber);
            if (packet == null) {
                notFound++;
            } else if (creditBytes < packet.length()) {
                overBudget++;
            } else if (cache.mayRepeat(nowNs, sequenceNumber, rttNs)) {
                creditBytes -= packet.length();
                repeated++;
                out.retransmit(packet, sequenceNumber, cache.note(sequenceNumber));
            }
        }
    }

    /** Packets that were sent again. */
    public long repeated() {
        return repeated;
    }

    /** Packets that were asked for and are not kept. */
    public long notFound() {
        return notFound;
    }

    /** Packets that were refused for the budget. */
    public long overBudget() {
        return overBudget;
    }

    private void refill(long nowNs) {
        if (creditNs != Long.MIN_VALUE) {
            long elapsedNs = Math.min(NS_PER_SECOND, nowNs - creditNs);
            creditBytes = Math.min(maxCreditBytes, creditBytes + elapsedNs * (budgetBps / 8) / NS_PER_SECOND);
        }
        creditNs = nowNs;
    }
}
