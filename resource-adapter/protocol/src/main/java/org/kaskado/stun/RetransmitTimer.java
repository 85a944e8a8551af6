package org.kaskado.stun;

import java.util.concurrent.TimeUnit;

/**
 * When a request is sent again and when it is given up (RFC 8489 §6.2.1, §6.2.2). Made when the request is sent for the
 * first time.
 */
public final class RetransmitTimer {
    /** What is due. */
    public enum Due {
        NOTHING,
        SEND_AGAIN,
        GIVEN_UP
    }

    /** RFC 8489 §6.2.1: first wait on UDP, in nanoseconds. */
    public static final long RTO_NS = TimeUnit.MILLISECONDS.toNanos(500);
    /** How often a request is sent on UDP. */
    static final int RC = 7;
    /** The last wait, in first waits. */
    static final int RM = 16;
    /** RFC 8489 §6.2.2: the only wait on a reliable transport. */
    static final long TI_NS = TimeUnit.MILLISECONDS.toNanos(39_500);

    private final long firstRtoNs;
    private long waitNs;
    private int sendsLeft;
    private long deadlineNs;

    private RetransmitTimer(long nowNs, long waitNs, int sendsLeft) {
        this.firstRtoNs = waitNs;
        this.waitNs = waitNs;
        this.sendsLeft = sendsLeft;
        this.deadlineNs = nowNs + waitNs;
    }

    /** For a request just sent in a datagram; with 500 ms it is given up after 39.5 s. */
    public static RetransmitTimer datagram(long nowNs, long rtoNs) {
        return new RetransmitTimer(nowNs, rtoNs, RC - 1);
    }

    /** For a request just sent on a stream. */
    public static RetransmitTimer stream(long nowNs) {
        return new RetransmitTimer(nowNs, TI_NS, 0);
    }

    public long deadlineNs() {
        return deadlineNs;
    }

    /** Tells what is due, and expects the caller to do it. */
    public Due onTime(long nowNs) {
        if (nowNs < deadlineNs) {
            return Due.NOTHING;
        }
        if (sendsLeft == 0) {
            return Due.GIVEN_UP;
        }
        sendsLeft--;
        waitNs = sendsLeft == 0 ? RM * firstRtoNs : 2 * waitNs;
        deadlineNs = nowNs + waitNs;
        return Due.SEND_AGAIN;
    }
}
