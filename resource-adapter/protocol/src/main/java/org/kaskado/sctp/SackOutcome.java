package org.kaskado.sctp;

/** What one SACK brought; one object, cleared for each. */
final class SackOutcome {
    private long ackedBytes;
    private long highestAckedTsn;
    private long highestReportedTsn;
    private long newestSentNs;
    private boolean hasSample;

    void clear(long ackedTsn) {
        ackedBytes = 0;
        highestAckedTsn = ackedTsn;
        highestReportedTsn = ackedTsn;
        hasSample = false;
    }

    /** A chunk was acknowledged for the first time. Karn: one that was sent again tells no round trip. */
    void acked(OutgoingChunk chunk) {
        ackedBytes += chunk.length;
        if (chunk.transmissions == 1 && (!hasSample || chunk.sentNs > newestSentNs)) {
            hasSample = true;
            newestSentNs = chunk.sentNs;
        }
    }

    void highestAcked(long tsn) {
        highestAckedTsn = Math.max(highestAckedTsn, tsn);
    }

    void highestReported(long tsn) {
        highestReportedTsn = Math.max(highestReportedTsn, tsn);
    }

    long ackedBytes() {
        return ackedBytes;
    }

    /** Highest TSN that a gap block acknowledged for the first time. */
    long highestAckedTsn() {
        return highestAckedTsn;
    }

    /** Highest TSN of all gap blocks. */
    long highestReportedTsn() {
        return highestReportedTsn;
    }

    boolean hasSample() {
        return hasSample;
    }

    long newestSentNs() {
        return newestSentNs;
    }
}
