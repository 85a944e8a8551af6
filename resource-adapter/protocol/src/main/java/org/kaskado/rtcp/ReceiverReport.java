package org.kaskado.rtcp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.WireReader;
import org.kaskado.net.WireWriter;

/**
 * RR (RFC 3550 §6.4.2).
 *
 * @param ssrc who reports
 * @param blocks at most 31; none is allowed
 */
public record ReceiverReport(long ssrc, List<ReportBlock> blocks) implements RtcpPacket {
    public ReceiverReport {
        blocks = ReportBlock.checked(blocks);
    }

    static @Nullable ReceiverReport parse(WireReader in, int count) {
        long ssrc = in.get32();
        List<ReportBlock> blocks = ReportBlock.parse(in, count);
        return in.isBroken() || blocks == null ? null : new ReceiverReport(ssrc, blocks);
    }

    @Override
    public void writeTo(WireWriter out) {
        int at = Rtcp.begin(out, blocks.size(), Rtcp.RECEIVER_REPORT);
        out.put32(ssrc);
        blocks.forEach(block -> block.writeTo(out));
        Rtcp.finish(out, at);
    }
}
