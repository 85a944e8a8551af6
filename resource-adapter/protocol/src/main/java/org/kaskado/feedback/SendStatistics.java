package org.kaskado.feedback;

import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.kaskado.rtcp.ReportBlock;
import org.kaskado.rtcp.SenderReport;

/** What was sent of one source, and what the receiver said of it. State of one SSRC that we send. */
public final class SendStatistics {
    /** A media clock that cannot tell the time yet. */
    public static final long UNKNOWN = -1;

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
    private @Nullable LongUnaryOperator mediaClock;

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

    /**
     * Says whose clock the timestamps follow: a function from our time, in ns, to the RTP timestamp of what is captured at
     * that time, unsigned 32 bits, or {@link #UNKNOWN}. Null: packets are sent as they are captured.
     */
    public void follow(@Nullable LongUnaryOperator newMediaClock) {
        mediaClock = newMediaClock;
    }

    /**
     * The report of now: the timestamp is the media clock's, or, when that is not known, the last one sent, carried on to
     * now. A packet has been sent.
     */
    public SenderReport report(long nowNs, NtpClock clock, List<ReportBlock> blocks) {
        return new SenderReport(
                ssrc,
                clock.ntpAt(nowNs),
                timestampAt(nowNs),
                packets & 0xFFFF_FFFFL,
                payloadBytes & 0xFFFF_FFFFL,
                blocks);
    }

    private long timestampAt(long nowNs) {
        LongUnaryOperator known = mediaClock;
        long timestamp = known == null ? UNKNOWN : known.applyAsLong(nowNs);
        if (timestamp != UNKNOWN) {
            return timestamp;
        }
        long age = (nowNs - lastPacketNs) * clockHz / NS_PER_SECOND;
        return (lastTimestamp + age) & 0xFFFF_FFFFL;
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
