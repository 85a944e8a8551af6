package org.kaskado.track;

/**
 * Where a peer's wallclock lies on our clock; one for all tracks of the peer, so that what it captured together stays
 * together. It is set by the first report of any track and then kept: what matters is that all tracks use the same.
 */
public final class SenderClock {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private long offsetNs = UNKNOWN;

    /** Our time of a moment of the peer's wallclock; the first moment that is asked for is now. */
    long localNs(long nowNs, long peerUnixNs) {
        know(nowNs, peerUnixNs);
        return peerUnixNs + offsetNs;
    }

    /** The peer's wallclock at our time, ns since 1970; while that is not known, it is {@code peerUnixNs} from now on. */
    long peerUnixNs(long nowNs, long peerUnixNs) {
        know(nowNs, peerUnixNs);
        return nowNs - offsetNs;
    }

    private void know(long nowNs, long peerUnixNs) {
        if (offsetNs == UNKNOWN) {
            offsetNs = nowNs - peerUnixNs;
        }
    }
}
