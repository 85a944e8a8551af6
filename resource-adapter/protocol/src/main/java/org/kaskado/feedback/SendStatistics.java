package org.kaskado.feedback;

import java.util.List;
import org.kaskado.rtcp.ReportBlock;
import org.kaskado.rtcp.SenderReport;

/** What was sent of one source, and what the receiver said of it. State of one SSRC that we send. */
public final class SendStatistics {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final long ssrc;
    private final int clockHz;
    private long packets;
    private long payloadBytes;
    private long lastTimestamp;
    private long lastPacketNs;
    private long lastFractionLost;
    private long cumulativeLost;
    private long remoteJitterNs;
    private long rttNs;

    /**
     * @param ssrc the source
     * @param clockHz of its payload, above 0
     */
    public SendStatistics(long ssrc, int clockHz) {
        if (clockHz <= 0) {
            throw new IllegalArgumentException("the clock rate must be above 0, not " + clockHz);
        }
        this.ssrc = ssrc;
        this.clockHz = clockHz;
    }

    /** Counts a packet that goes out, with its timestamp as sent. */
    public void onPacket(long nowNs, long timestamp, int payloadLength) {
        packets++;
        payloadBytes += payloadLength;
        lastTimestamp = timestamp;
        lastPacketNs = nowNs;
    }

    /** The report of now; the timestamp is the last one sent, carried on to now. A packet has been sent. */
    public SenderReport report(long nowNs, NtpClock clock, List<ReportBlock> blocks) {
        long age = (nowNs - lastPacketNs) * clockHz / NS_PER_SECOND;
        return new SenderReport(
                ssrc,
                clock.ntpAt(nowNs),
                (lastTimestamp + age) & 0xFFFF_FFFFL,
                packets & 0xFFFF_FFFFL,
                payloadBytes & 0xFFFF_FFFFL,
                blocks);
    }

    /** Takes what the receiver says of this source; with it the round trip (RFC 3550 §6.4.1), if a report was quoted. */
    public void onReportBlock(long nowNs, NtpClock clock, ReportBlock block) {
        lastFractionLost = block.fractionLost();
        cumulativeLost = block.cumulativeLost();
        remoteJitterNs = block.jitter() * NS_PER_SECOND / clockHz;
        if (block.lastSenderReport() != 0) {
            int units =
                    (int) (clock.compactNtpAt(nowNs) - block.lastSenderReport() - block.delaySinceLastSenderReport());
            rttNs = Math.max(1, NtpClock.compactToNs(units));
        }
    }

    public long ssrc() {
        return ssrc;
    }

    public long packets() {
        return packets;
    }

    public long payloadBytes() {
        return payloadBytes;
    }

    /** When the last packet went out; meaningless before the first. */
    public long lastPacketNs() {
        return lastPacketNs;
    }

    /** In 1/256. */
    public long lastFractionLost() {
        return lastFractionLost;
    }

    public long cumulativeLost() {
        return cumulativeLost;
    }

    public long remoteJitterNs() {
        return remoteJitterNs;
    }

    /** 0 when it is not known. */
    public long rttNs() {
        return rttNs;
    }
}
