package org.kaskado.rtcp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.WireReader;
import org.kaskado.net.WireWriter;

/**
 * XR with the two blocks that let a receiver who sends nothing measure the round trip (RFC 3611 §4.4 and §4.5); other
 * blocks are skipped.
 *
 * @param ssrc who reports
 * @param referenceTimeNtp wallclock of the receiver, 32.32 seconds; 0 when there is no such block
 * @param answers what is known of the reference times of others
 */
public record ExtendedReport(long ssrc, long referenceTimeNtp, List<Dlrr> answers) implements RtcpPacket {
    private static final int RECEIVER_REFERENCE_TIME = 4;
    private static final int DLRR = 5;
    private static final int DLRR_WORDS = 3;

    /**
     * Answer to a receiver's reference time.
     *
     * @param ssrc the receiver
     * @param lastReceiverReport middle 32 bits of its reference time
     * @param delaySinceLastReceiverReport in 1/65536 s
     */
    public record Dlrr(long ssrc, long lastReceiverReport, long delaySinceLastReceiverReport) {}

    public ExtendedReport {
        answers = List.copyOf(answers);
    }

    static @Nullable ExtendedReport parse(WireReader in) {
        long ssrc = in.get32();
        long referenceTimeNtp = 0;
        List<Dlrr> answers = new ArrayList<>();
        while (in.hasRemaining()) {
            int type = in.get8();
            in.get8();
            int words = in.get16();
            if (in.remaining() < 4 * words) {
                return null;
            }
            int left = 4 * words;
            if (type == RECEIVER_REFERENCE_TIME && words == 2) {
                referenceTimeNtp = in.get64();
                left = 0;
            }
            while (type == DLRR && left >= 4 * DLRR_WORDS) {
                answers.add(new Dlrr(in.get32(), in.get32(), in.get32()));
                left -= 4 * DLRR_WORDS;
            }
            in.skip(left);
        }
        return in.isBroken() ? null : new ExtendedReport(ssrc, referenceTimeNtp, answers);
    }

    @Override
    public void writeTo(WireWriter out) {
        int at = Rtcp.begin(out, 0, Rtcp.EXTENDED_REPORT);
        out.put32(ssrc);
        if (referenceTimeNtp != 0) {
            out.put8(RECEIVER_REFERENCE_TIME).put8(0).put16(2).put64(referenceTimeNtp);
        }
        if (!answers.isEmpty()) {
            out.put8(DLRR).put8(0).put16(DLRR_WORDS * answers.size());
            for (Dlrr answer : answers) {
                out.put32(answer.ssrc())
                        .put32(answer.lastReceiverReport())
                        .put32(answer.delaySinceLastReceiverReport());
            }
        }
        Rtcp.finish(out, at);
    }
}
