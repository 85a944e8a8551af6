package org.kaskado.feedback;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.kaskado.rtcp.Twcc;
import org.kaskado.rtp.ExtendedSequence;

/**
 * Records when packets with a transport-wide sequence number came, and tells their sender every 50 to 100 ms
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3). One per transport that receives. Nothing is sent while nothing
 * comes.
 */
public final class TwccReceiver {
    /** No time is wanted. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SHORT_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    /** So many waiting packets make the interval short. */
    private static final int MANY = 50;
    /** Packets that are remembered: a power of two. */
    private static final int WINDOW = 2_048;
    /** So far behind the last report a late packet is still reported. */
    private static final int MAX_LATE = 256;
    /** Of one feedback, which stays below 1200 bytes so. */
    private static final int MAX_PER_FEEDBACK = 480;

    private static final long NOT_RECEIVED = Long.MIN_VALUE;

    private final long localSsrc;
    private final ExtendedSequence sequence = new ExtendedSequence();
    private final long[] arrivalNs = new long[WINDOW];
    private final int[] deltas = new int[MAX_PER_FEEDBACK];
    private long next;
    private int waiting;
    private long mediaSsrc;
    private int feedbackCount;
    private long lastFeedbackNs = NOT_RECEIVED;
    private long deadlineNs = NEVER;

    /** Where feedback goes. */
    public interface Output {
        void feedback(Twcc twcc);
    }

    /**
     * @param localSsrc sender of the feedback
     */
    public TwccReceiver(long localSsrc) {
        this.localSsrc = localSsrc;
        Arrays.fill(arrivalNs, NOT_RECEIVED);
    }

    /**
     * Records a packet.
     *
     * @param nowNs its arrival, as exact as the shell can tell
     * @param transportSequence of its transport-cc header extension
     * @param ssrc of the packet
     */
    public void onPacket(long nowNs, int transportSequence, long ssrc) {
        long previous = sequence.newest();
        long extended = sequence.update(transportSequence);
        mediaSsrc = ssrc;
        if (previous == ExtendedSequence.NONE) {
            next = extended;
        } else if (extended > previous) {
            forget(previous + 1, extended);
            next = Math.max(next, extended - WINDOW + 1);
        } else if (extended < next) {
            if (next - extended > MAX_LATE
                    || previous - extended >= WINDOW
                    || arrivalNs[slot(extended)] != NOT_RECEIVED) {
                return;
            }
            next = extended;
        }
        if (arrivalNs[slot(extended)] != NOT_RECEIVED) {
            return;
        }
        arrivalNs[slot(extended)] = nowNs;
        waiting++;
        schedule(nowNs);
    }

    /** Sends the feedback that is due. */
    public void onTime(long nowNs, Output out) {
        if (nowNs < deadlineNs) {
            return;
        }
        deadlineNs = NEVER;
        waiting = 0;
        lastFeedbackNs = nowNs;
        while (next <= sequence.newest()) {
            out.feedback(build());
        }
    }

    /** When {@link #onTime} is wanted, or {@link #NEVER}. */
    public long deadlineNs() {
        return deadlineNs;
    }

    private void schedule(long nowNs) {
        long from = lastFeedbackNs == NOT_RECEIVED || nowNs - lastFeedbackNs > INTERVAL_NS ? nowNs : lastFeedbackNs;
        long interval = waiting >= MANY || from == nowNs ? SHORT_INTERVAL_NS : INTERVAL_NS;
        deadlineNs = Math.min(deadlineNs, from + interval);
    }

    /** Feedback from {@link #next} on, as far as one packet can say it. */
    private Twcc build() {
        long newest = sequence.newest();
        long first = firstReceived(newest);
        long reference = Math.floorDiv(arrivalNs[slot(first)], Twcc.REFERENCE_NS);
        long previousTick = reference * (Twcc.REFERENCE_NS / Twcc.TICK_NS);
        long base = Math.max(next, first - MAX_PER_FEEDBACK / 2);
        int count = 0;
        for (long number = base; number <= newest && count < MAX_PER_FEEDBACK; number++) {
            long arrived = arrivalNs[slot(number)];
            if (arrived == NOT_RECEIVED) {
                deltas[count++] = Twcc.NOT_RECEIVED;
                continue;
            }
            long tick = Math.floorDiv(arrived, Twcc.TICK_NS);
            long delta = tick - previousTick;
            if (delta != (short) delta) {
                break;
            }
            deltas[count++] = (int) delta;
            previousTick = tick;
        }
        next = base + count;
        Twcc.Start start = new Twcc.Start(
                localSsrc, mediaSsrc, (int) base & 0xFFFF, (int) (reference << 40 >> 40), feedbackCount++ & 0xFF);
        return new Twcc(start, Arrays.copyOf(deltas, count));
    }

    /** There is one: the newest. */
    private long firstReceived(long newest) {
        long first = next;
        while (first < newest && arrivalNs[slot(first)] == NOT_RECEIVED) {
            first++;
        }
        return first;
    }

    private void forget(long from, long to) {
        for (long number = Math.max(from, to - WINDOW + 1); number <= to; number++) {
            arrivalNs[slot(number)] = NOT_RECEIVED;
        }
    }

    private static int slot(long number) {
        return (int) number & (WINDOW - 1);
    }
}
