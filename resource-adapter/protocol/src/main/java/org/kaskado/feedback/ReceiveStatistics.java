package org.kaskado.feedback;

import org.kaskado.rtcp.ReportBlock;
import org.kaskado.rtcp.SenderReport;
import org.kaskado.rtp.ExtendedSequence;
import org.kaskado.rtp.Seq16;

/** What came of one source: loss (RFC 3550 A.3), jitter (A.8), its clock as its sender reports tell. State of one SSRC. */
public final class ReceiveStatistics {
    /** RFC 3550 A.1: a larger step means that the source began anew, once a second packet confirms it. */
    static final int MAX_DROPOUT = 3_000;

    private static final int NO_SEQUENCE = -1;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int MAX_CUMULATIVE_LOST = (1 << 23) - 1;

    private final long ssrc;
    private final int clockHz;
    private final ExtendedSequence sequence = new ExtendedSequence();
    private int expectedAfterJump = NO_SEQUENCE;
    private long base;
    private long lostBeforeRestart;
    private long receivedSinceBase;
    private long packets;
    private long payloadBytes;
    private long expectedAtReport;
    private long receivedAtReport;
    private double jitter;
    private long previousArrivalNs;
    private long previousTimestamp;
    private long senderReportNtp;
    private long senderReportTimestamp;
    private long senderReportNs;
    private int lastFractionLost;

    /**
     * @param ssrc the source
     * @param clockHz of its payload, above 0
     */
    public ReceiveStatistics(long ssrc, int clockHz) {
        if (clockHz <= 0) {
            throw new IllegalArgumentException("the clock rate must be above 0, not " + clockHz);
        }
        this.ssrc = ssrc;
        this.clockHz = clockHz;
    }

    /** Counts a packet of the source; retransmissions (RFC 4588) that arrived in another stream do not belong here. */
    public void onPacket(long nowNs, int sequenceNumber, long timestamp, int payloadLength) {
        packets++;
        payloadBytes += payloadLength;
        if (!advance(sequenceNumber)) {
            return;
        }
        receivedSinceBase++;
        if (receivedSinceBase > 1) {
            long arrivalUnits = Math.round((nowNs - previousArrivalNs) * (clockHz / (double) NS_PER_SECOND));
            long transit = Math.abs(arrivalUnits - (int) (timestamp - previousTimestamp));
            jitter += (transit - jitter) / 16;
        }
        previousArrivalNs = nowNs;
        previousTimestamp = timestamp;
    }

    private boolean advance(int sequenceNumber) {
        if (sequence.newest() == ExtendedSequence.NONE) {
            restart(sequenceNumber);
            return true;
        }
        int step = Seq16.difference(sequenceNumber, (int) sequence.newest() & 0xFFFF);
        if (Math.abs(step) <= MAX_DROPOUT) {
            expectedAfterJump = NO_SEQUENCE;
            sequence.update(sequenceNumber);
            return true;
        }
        if (sequenceNumber == expectedAfterJump) {
            lostBeforeRestart = cumulativeLost();
            restart(sequenceNumber);
            return true;
        }
        expectedAfterJump = Seq16.add(sequenceNumber, 1);
        return false;
    }

    private void restart(int sequenceNumber) {
        sequence.reset();
        base = sequence.update(sequenceNumber);
        receivedSinceBase = 0;
        expectedAtReport = 0;
        receivedAtReport = 0;
        expectedAfterJump = NO_SEQUENCE;
    }

    /** Remembers the source's clock. */
    public void onSenderReport(long nowNs, SenderReport report) {
        senderReportNtp = report.ntp();
        senderReportTimestamp = report.rtpTimestamp();
        senderReportNs = nowNs;
    }

    /** The block of the next report; begins a new interval of {@link ReportBlock#fractionLost}. */
    public ReportBlock report(long nowNs) {
        long expected = expected();
        long expectedNow = expected - expectedAtReport;
        long lostNow = expectedNow - (receivedSinceBase - receivedAtReport);
        expectedAtReport = expected;
        receivedAtReport = receivedSinceBase;
        lastFractionLost = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, lostNow * 256 / expectedNow);
        long lastSenderReport = (senderReportNtp >>> 16) & 0xFFFF_FFFFL;
        long delay = senderReportNtp == 0 ? 0 : ((nowNs - senderReportNs) << 16) / NS_PER_SECOND;
        return new ReportBlock(
                ssrc,
                lastFractionLost,
                (int) Math.max(-MAX_CUMULATIVE_LOST, Math.min(MAX_CUMULATIVE_LOST, cumulativeLost())),
                sequence.newest() - (1L << 16) & 0xFFFF_FFFFL,
                Math.round(jitter),
                lastSenderReport,
                Math.min(delay, 0xFFFF_FFFFL));
    }

    private long expected() {
        return sequence.newest() - base + 1;
    }

    public long ssrc() {
        return ssrc;
    }

    public int clockHz() {
        return clockHz;
    }

    /** Whether a packet has come. */
    public boolean hasPackets() {
        return packets > 0;
    }

    /** Packets since the first one, repeated ones included. */
    public long packets() {
        return packets;
    }

    public long payloadBytes() {
        return payloadBytes;
    }

    /** Packets that were expected and did not come; negative when some came twice. */
    public long cumulativeLost() {
        return packets == 0 ? 0 : lostBeforeRestart + expected() - receivedSinceBase;
    }

    /** Of the last report, in 1/256. */
    public int lastFractionLost() {
        return lastFractionLost;
    }

    /** Interarrival jitter in ns. */
    public long jitterNs() {
        return (long) (jitter * NS_PER_SECOND / clockHz);
    }

    /** Whether {@link #ntpOf} has something to go by. */
    public boolean hasSenderReport() {
        return senderReportNtp != 0;
    }

    /** Sender's wallclock (32.32 s) of a timestamp of the source, by its last report; for lip sync. */
    public long ntpOf(long timestamp) {
        long units = (int) (timestamp - senderReportTimestamp);
        return senderReportNtp + (units << 32) / clockHz;
    }
}
