package org.kaskado.payload;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * Sends one event (RFC 4733 §2.5.1): a report every 50 ms with growing duration, the last one three times. All packets carry
 * the timestamp of the first, whose marker is set.
 */
public final class TelephoneEventSender {
    /** Where reports go. */
    public interface Output {
        void transmit(TelephoneEvent event, boolean marker);
    }

    /** {@link #deadlineNs} when nothing is to be sent. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long INTERVAL_NS = MILLISECONDS.toNanos(50);
    private static final int FINAL_REPORTS = 3;
    private static final int VOLUME = 10;
    private static final int MAX_DURATION = 0xFFFF;

    private final int clockRateHz;
    private int event;
    private long beganNs;
    private long lengthNs;
    private long deadlineNs = NEVER;
    private boolean isFirst;

    public TelephoneEventSender(int clockRateHz) {
        if (clockRateHz < 1) {
            throw new IllegalArgumentException("clockRateHz must be positive, not " + clockRateHz);
        }
        this.clockRateHz = clockRateHz;
    }

    public boolean isBusy() {
        return deadlineNs != NEVER;
    }

    /** Begins an event of this length; one that is under way is ended first by the caller's waiting for {@link #isBusy}. */
    public void start(long nowNs, int newEvent, long newLengthNs) {
        if (isBusy()) {
            throw new IllegalStateException("an event is being sent; the next one may start when it has ended");
        }
        event = newEvent;
        beganNs = nowNs;
        lengthNs = Math.max(newLengthNs, INTERVAL_NS);
        deadlineNs = nowNs + INTERVAL_NS;
        isFirst = true;
    }

    public void onTime(long nowNs, Output out) {
        if (nowNs < deadlineNs || deadlineNs == NEVER) {
            return;
        }
        long elapsedNs = Math.min(nowNs - beganNs, lengthNs);
        boolean isEnd = elapsedNs >= lengthNs;
        int duration = (int) Math.min(MAX_DURATION, elapsedNs / 1_000 * clockRateHz / 1_000_000);
        TelephoneEvent report = new TelephoneEvent(event, isEnd, VOLUME, duration);
        for (int copy = 0; copy < (isEnd ? FINAL_REPORTS : 1); copy++) {
            out.transmit(report, isFirst);
            isFirst = false;
        }
        deadlineNs = isEnd ? NEVER : Math.min(deadlineNs + INTERVAL_NS, beganNs + lengthNs);
    }

    public long deadlineNs() {
        return deadlineNs;
    }
}
