package org.kaskado.feedback;

import org.kaskado.rtp.ExtendedSequence;

/**
 * Finds gaps in one source's sequence numbers and says when to ask for what is missing (RFC 4585 §6.2.1): after a time for
 * reordering, again after a round trip, at most so often and so long. Original packets and those recovered by
 * retransmission both go to {@link #onPacket}.
 */
public final class NackGenerator {
    /** No time is wanted. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long DEFAULT_RTT_NS = 100_000_000L;
    private static final long MAX_RTT_NS = 1_000_000_000L;

    private final NackConfig config;
    private final ExtendedSequence sequence = new ExtendedSequence();
    private final long[] missing;
    private final long[] sinceNs;
    private final long[] dueNs;
    private final int[] tries;
    private final int[] batch;
    private int count;
    private long deadlineNs = NEVER;
    private long rttNs = DEFAULT_RTT_NS;
    private long requested;
    private long recovered;
    private long givenUp;

    public NackGenerator(NackConfig config) {
        this.config = config;
        this.missing = new long[config.maxMissing()];
        this.sinceNs = new long[config.maxMissing()];
        this.dueNs = new long[config.maxMissing()];
        this.tries = new int[config.maxMissing()];
        this.batch = new int[config.maxMissing()];
    }

    /** Sets the round trip to the source, as measured; repeats wait for it. */
    public void setRttNs(long newRttNs) {
        if (newRttNs > 0) {
            rttNs = Math.min(newRttNs, MAX_RTT_NS);
        }
    }

    /** Takes the sequence number of a packet that came. A gap that is too large to ask for is given up at once. */
    public void onPacket(long nowNs, int sequenceNumber, NackOutput out) {
        long previous = sequence.newest();
        long extended = sequence.update(sequenceNumber);
        if (previous == ExtendedSequence.NONE || extended == previous + 1) {
            return;
        }
        if (extended <= previous) {
            remove(extended);
            return;
        }
        long gap = extended - previous - 1;
        if (gap > config.maxMissing() - count) {
            int lost = (int) Math.min(Integer.MAX_VALUE, gap + count);
            count = 0;
            deadlineNs = NEVER;
            giveUp(lost, out);
            return;
        }
        for (long number = previous + 1; number < extended; number++) {
            missing[count] = number;
            sinceNs[count] = nowNs;
            dueNs[count] = nowNs + config.reorderToleranceNs();
            tries[count++] = 0;
        }
        deadlineNs = Math.min(deadlineNs, nowNs + config.reorderToleranceNs());
    }

    /** A key frame began with this packet: what is missing before it is not needed any more. */
    public void onKeyFrame(int firstSequenceNumber) {
        long first = sequence.extend(firstSequenceNumber);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (missing[i] >= first) {
                move(i, kept++);
            }
        }
        count = kept;
        deadlineNs = earliest();
    }

    /** Asks for what is due and gives up what is hopeless. */
    public void onTime(long nowNs, NackOutput out) {
        if (nowNs < deadlineNs) {
            return;
        }
        int kept = 0;
        int asked = 0;
        int lost = 0;
        for (int i = 0; i < count; i++) {
            if (dueNs[i] <= nowNs) {
                if (tries[i] == config.maxTries() || nowNs - sinceNs[i] >= config.maxAgeNs()) {
                    lost++;
                    continue;
                }
                tries[i]++;
                dueNs[i] = nowNs + rttNs + config.minRepeatNs();
                batch[asked++] = (int) missing[i] & 0xFFFF;
            }
            move(i, kept++);
        }
        count = kept;
        deadlineNs = earliest();
        if (asked > 0) {
            requested += asked;
            out.nack(batch, asked);
        }
        if (lost > 0) {
            giveUp(lost, out);
        }
    }

    /** When {@link #onTime} is wanted, or {@link #NEVER}. */
    public long deadlineNs() {
        return deadlineNs;
    }

    /** Gaps that are watched now. */
    public int missing() {
        return count;
    }

    /** Requests so far, repeated ones included. */
    public long requested() {
        return requested;
    }

    /** Packets that came after they had been asked for. */
    public long recovered() {
        return recovered;
    }

    public long givenUp() {
        return givenUp;
    }

    private void giveUp(int packets, NackOutput out) {
        givenUp += packets;
        out.gaveUp(packets);
    }

    private void remove(long number) {
        for (int i = count - 1; i >= 0 && missing[i] >= number; i--) {
            if (missing[i] == number) {
                recovered += tries[i] > 0 ? 1 : 0;
                for (int next = i + 1; next < count; next++) {
                    move(next, next - 1);
                }
                count--;
                deadlineNs = count == 0 ? NEVER : deadlineNs;
                return;
            }
        }
    }

    private void move(int from, int to) {
        missing[to] = missing[from];
        sinceNs[to] = sinceNs[from];
        dueNs[to] = dueNs[from];
        tries[to] = tries[from];
    }

    private long earliest() {
        long earliest = NEVER;
        for (int i = 0; i < count; i++) {
            earliest = Math.min(earliest, dueNs[i]);
        }
        return earliest;
    }
}
