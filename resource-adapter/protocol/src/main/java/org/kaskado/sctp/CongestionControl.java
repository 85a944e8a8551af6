package org.kaskado.sctp;

/** Congestion window in bytes (RFC 9260 §7.2). */
final class CongestionControl {
    private final int packetBytes;
    private final long maxWindowBytes;
    private long windowBytes;
    private long thresholdBytes;
    private long partialAckedBytes;
    private boolean recovering;
    private long recoveryExit;

    CongestionControl(int packetBytes, long maxWindowBytes) {
        this.packetBytes = packetBytes;
        this.maxWindowBytes = maxWindowBytes;
        this.windowBytes = Math.min(4L * packetBytes, Math.max(2L * packetBytes, 4404)); // §7.2.1
        this.thresholdBytes = maxWindowBytes;
    }

    long windowBytes() {
        return windowBytes;
    }

    boolean isRecovering() {
        return recovering;
    }

    /** New data was acknowledged; {@code flightBytes} is what was under way before. */
    void acked(long ackedBytes, long flightBytes, boolean cumulativeAdvanced) {
        boolean isUsed = flightBytes + packetBytes > windowBytes;
        if (!cumulativeAdvanced || recovering) {
            return;
        }
        if (windowBytes <= thresholdBytes) {
            grow(isUsed ? Math.min(ackedBytes, packetBytes) : 0); // §7.2.1
            return;
        }
        partialAckedBytes += ackedBytes; // §7.2.2
        if (partialAckedBytes >= windowBytes) {
            partialAckedBytes = isUsed ? partialAckedBytes - windowBytes : windowBytes;
            grow(isUsed ? packetBytes : 0);
        }
    }

    /** §7.2.4: fast recovery ends when everything sent before it is acknowledged. */
    void cumulativeReached(long tsn) {
        if (recovering && tsn >= recoveryExit) {
            recovering = false;
        }
    }

    /** §7.2.3, §7.2.4: chunks were reported missing three times. */
    void lost(long highestSentTsn) {
        if (!recovering) {
            recovering = true;
            recoveryExit = highestSentTsn;
            halve();
            windowBytes = thresholdBytes;
        }
    }

    /** §7.2.3: T3-rtx expired. */
    void timedOut() {
        halve();
        windowBytes = packetBytes;
        recovering = false;
    }

    /** §7.2.1: nothing was sent for a time-out. */
    void idled() {
        windowBytes = Math.max(windowBytes / 2, 4L * packetBytes);
    }

    /** §7.2.2: all was acknowledged. */
    void emptied() {
        partialAckedBytes = 0;
    }

    private void halve() {
        thresholdBytes = Math.max(windowBytes / 2, 4L * packetBytes);
        partialAckedBytes = 0;
    }

    private void grow(long bytes) {
        windowBytes = Math.min(maxWindowBytes, windowBytes + bytes);
    }
}
