package org.kaskado.sctp;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

/** Retransmission time-out (RFC 9260 §6.3.1). */
final class RoundTripTime {
    static final long INITIAL_NS = SECONDS.toNanos(1); // RFC 9260 §16: RTO.Initial

    /** Above a delayed SACK (200 ms) and a long path; RFC 9260 §6.3.1 allows less than its 1 s. */
    static final long MIN_NS = MILLISECONDS.toNanos(400);

    /** ICE consent fails after 30 s; waiting longer than this after an outage only keeps users waiting. */
    static final long MAX_NS = SECONDS.toNanos(10);

    private long smoothedNs = -1;
    private long variationNs;
    private long timeoutNs = INITIAL_NS;

    void sample(long nowNs, long sentNs) {
        long rttNs = Math.max(0, nowNs - sentNs);
        if (smoothedNs < 0) {
            smoothedNs = rttNs;
            variationNs = rttNs / 2;
        } else {
            variationNs = (3 * variationNs + Math.abs(smoothedNs - rttNs)) / 4;
            smoothedNs = (7 * smoothedNs + rttNs) / 8;
        }
        timeoutNs = Math.max(MIN_NS, Math.min(MAX_NS, smoothedNs + 4 * variationNs));
    }

    /** RFC 9260 §6.3.3 E2. */
    void backOff() {
        timeoutNs = Math.min(MAX_NS, timeoutNs * 2);
    }

    long timeoutNs() {
        return timeoutNs;
    }

    /** Smoothed round-trip time, or −1 while there is no sample. */
    long smoothedNs() {
        return smoothedNs;
    }
}
