package org.kaskado.rtcp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.WireReader;
import org.kaskado.net.WireWriter;

/**
 * What a receiver says of one source (RFC 3550 §6.4.1).
 *
 * @param ssrc the source
 * @param fractionLost of the packets since the last report, in 1/256: 0 to 255
 * @param cumulativeLost -2^23 to 2^23 - 1; negative when more came than were expected
 * @param highestSequence cycles and highest sequence number, 32 bits
 * @param jitter in timestamp units
 * @param lastSenderReport middle 32 bits of the NTP time of the last SR; 0 when there was none
 * @param delaySinceLastSenderReport in 1/65536 s
 */
public record ReportBlock(
        long ssrc,
        int fractionLost,
        int cumulativeLost,
        long highestSequence,
        long jitter,
        long lastSenderReport,
        long delaySinceLastSenderReport) {
    static final int BYTES = 24;

    /** The blocks, or null when they are not all there. */
    static @Nullable List<ReportBlock> parse(WireReader in, int count) {
        if (in.remaining() < count * BYTES) {
            return null;
        }
        List<ReportBlock> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            blocks.add(new ReportBlock(
                    in.get32(), in.get8(), in.get24() << 8 >> 8, in.get32(), in.get32(), in.get32(), in.get32()));
        }
        return blocks;
    }

    void writeTo(WireWriter out) {
        out.put32(ssrc).put8(fractionLost).put24(cumulativeLost);
        out.put32(highestSequence).put32(jitter).put32(lastSenderReport).put32(delaySinceLastSenderReport);
    }

    static List<ReportBlock> checked(List<ReportBlock> blocks) {
        if (blocks.size() > Rtcp.MAX_COUNT) {
            throw new IllegalArgumentException("a report holds at most 31 blocks, not " + blocks.size());
        }
        return List.copyOf(blocks);
    }
}
