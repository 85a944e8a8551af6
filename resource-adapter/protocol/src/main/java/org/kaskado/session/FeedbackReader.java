package org.kaskado.session;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kaskado.feedback.Reports;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.rtcp.Bye;
import org.kaskado.rtcp.Fir;
import org.kaskado.rtcp.Nack;
import org.kaskado.rtcp.Pli;
import org.kaskado.rtcp.ReceiverReport;
import org.kaskado.rtcp.Remb;
import org.kaskado.rtcp.Rtcp;
import org.kaskado.rtcp.RtcpHandler;
import org.kaskado.rtcp.SenderReport;
import org.kaskado.rtcp.Twcc;

/** Reads the peer's RTCP: the second river, which says what became of our packets and what to send. */
final class FeedbackReader implements RtcpHandler {
    private final RtpSession session;
    private final Reports reports;
    private long nowNs;
    private @Nullable RtpSessionOutput out;

    FeedbackReader(RtpSession session, Reports reports) {
        this.session = session;
        this.reports = reports;
    }

    Drop read(long callNs, PacketBuffer compound, RtpSessionOutput callOut) {
        nowNs = callNs;
        out = callOut;
        Drop drop = Rtcp.parse(compound.array(), compound.offset(), compound.length(), this);
        out = null;
        return drop;
    }

    @Override
    public void onSenderReport(SenderReport report) {
        reports.onSenderReport(nowNs, report);
        ReceivedStream stream = session.find(report.ssrc());
        if (stream != null && !stream.isRtx()) {
            out().senderReport(nowNs, stream.track(), stream.encoding(), report.ntp(), report.rtpTimestamp());
        }
    }

    @Override
    public void onReceiverReport(ReceiverReport report) {
        reports.onReceiverReport(nowNs, report);
    }

    @Override
    public void onBye(Bye bye) {
        for (long ssrc : bye.ssrcs()) {
            ReceivedStream stream = session.find(ssrc);
            if (stream != null) {
                session.remove(stream);
                if (!stream.isRtx()) {
                    out().ended(nowNs, stream.track(), stream.encoding());
                }
            }
        }
    }

    @Override
    public void onNack(Nack nack) {
        SendTrack track = session.sender(nack.mediaSsrc());
        if (track != null && nack.mediaSsrc() == track.stream().ssrc()) { // retransmissions are not repeated
            for (int i = 0; i < nack.count(); i++) {
                track.nacked();
                out().nacked(nowNs, track, nack.sequenceNumber(i));
            }
        }
    }

    @Override
    public void onPli(Pli pli) {
        keyFrameRequested(pli.mediaSsrc());
    }

    @Override
    public void onFir(Fir fir) {
        fir.entries().forEach(entry -> keyFrameRequested(entry.ssrc()));
    }

    @Override
    public void onRemb(Remb remb) {
        out().receiverEstimate(nowNs, remb.bitrateBps());
    }

    @Override
    public void onTwcc(Twcc twcc) {
        out().transportFeedback(nowNs, twcc);
    }

    private void keyFrameRequested(long ssrc) {
        SendTrack track = session.sender(ssrc);
        if (track != null) {
            track.keyFrameRequested();
            out().keyFrameRequested(nowNs, track);
        }
    }

    private RtpSessionOutput out() {
        return Objects.requireNonNull(out, "only while a compound is read");
    }
}
