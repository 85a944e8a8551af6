package org.kaskado.rtcp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.WireReader;
import org.kaskado.net.WireWriter;

/**
 * SR (RFC 3550 §6.4.1).
 *
 * @param ssrc the sender
 * @param ntp wallclock of the report, 32.32 seconds
 * @param rtpTimestamp the same moment on the media clock
 * @param packetCount packets sent, modulo 2^32
 * @param octetCount payload bytes sent, modulo 2^32
 * @param blocks what the sender receives, at most 31
 */
public record SenderReport(
        long ssrc, long ntp, long rtpTimestamp, long packetCount, long octetCount, List<ReportBlock> blocks)
        implements RtcpPacket {
    public SenderReport {
        blocks = ReportBlock.checked(blocks);
    }

    static @Nullable SenderReport parse(WireReader in, int count) {
        long ssrc = in.get32();
        long ntp = in.get64();
        long rtpTimestamp = in.get32();
        long packetCount = in.get32();
        long octetCount = in.get32();
        List<ReportBlock> blocks = ReportBlock.parse(in, count);
        return in.isBroken() || blocks == null
                ? null
                : new SenderReport(ssrc, ntp, rtpTimestamp, packetCount, octetCount, blocks);
    }

    /** The middle 32 bits of the NTP time, as report blocks quote it. */
    public long compactNtp() {
        return (ntp >>> 16) & 0xFFFF_FFFFL;
    }

    @Override
    public void writeTo(WireWriter out) {
        int at = Rtcp.begin(out, blocks.size(), Rtcp.SENDER_REPORT);
        out.put32(ssrc).put64(ntp).put32(rtpTimestamp).put32(packetCount).put32(octetCount);
        blocks.forEach(block -> block.writeTo(out));
        Rtcp.finish(out, at);
    }
}
