package org.kaskado.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.kaskado.rtcp.ReceiverReport;
import org.kaskado.rtcp.ReportBlock;
import org.kaskado.rtcp.Rtcp;
import org.kaskado.rtcp.RtcpPacket;
import org.kaskado.rtcp.SenderReport;
import org.kaskado.rtcp.SourceDescription;

/**
 * Sends the reports of one session: an SR for each source that sent since the last one, else an RR, with blocks about what
 * was received, and SDES. Reports stop while nothing is sent or received. Streams keep the statistics objects, so that
 * nothing is looked up per packet.
 */
public final class Reports {
    /** No time is wanted. */
    public static final long NEVER = Long.MAX_VALUE;

    private final ReportConfig config;
    private final NtpClock clock;
    private final List<ReceiveStatistics> received = new ArrayList<>();
    private final List<SendStatistics> sent = new ArrayList<>();
    private final SplittableRandom random;
    private long deadlineNs = NEVER;
    private long lastReportNs;
    private long receivedAtReport;
    private int nextBlock;
    private long rttNs;

    public Reports(ReportConfig config, NtpClock clock) {
        this.config = config;
        this.clock = clock;
        this.random = new SplittableRandom(config.localSsrc());
        this.lastReportNs = clock.nowNs();
    }

    /** Statistics of a source to report on, or null when there are as many as the configuration allows. */
    public @Nullable ReceiveStatistics addReceived(long nowNs, long ssrc, int clockHz) {
        if (received.size() >= config.maxSources()) {
            return null;
        }
        ReceiveStatistics statistics = new ReceiveStatistics(ssrc, clockHz);
        received.add(statistics);
        schedule(nowNs);
        return statistics;
    }

    public void removeReceived(long ssrc) {
        received.removeIf(statistics -> statistics.ssrc() == ssrc);
    }

    /** Statistics of a source that we send; their number is up to the caller. */
    public SendStatistics addSent(long nowNs, long ssrc, int clockHz) {
        SendStatistics statistics = new SendStatistics(ssrc, clockHz);
        sent.add(statistics);
        schedule(nowNs);
        return statistics;
    }

    public void removeSent(long ssrc) {
        sent.removeIf(statistics -> statistics.ssrc() == ssrc);
    }

    /** Takes the clock of a source and the peer's blocks on ours. */
    public void onSenderReport(long nowNs, SenderReport report) {
        for (ReceiveStatistics statistics : received) {
            if (statistics.ssrc() == report.ssrc()) {
                statistics.onSenderReport(nowNs, report);
            }
        }
        onBlocks(nowNs, report.blocks());
    }

    public void onReceiverReport(long nowNs, ReceiverReport report) {
        onBlocks(nowNs, report.blocks());
    }

    private void onBlocks(long nowNs, List<ReportBlock> blocks) {
        for (ReportBlock block : blocks) {
            for (SendStatistics statistics : sent) {
                if (statistics.ssrc() == block.ssrc()) {
                    statistics.onReportBlock(nowNs, clock, block);
                    rttNs = statistics.rttNs() > 0 ? statistics.rttNs() : rttNs;
                }
            }
        }
    }

    /** Round trip as the peer's last block told it; 0 when it is not known, as towards a peer that we send nothing. */
    public long rttNs() {
        return rttNs;
    }

    /** Sends what is due. */
    public void onTime(long nowNs, RtcpOutput out) {
        if (nowNs < deadlineNs) {
            return;
        }
        deadlineNs = NEVER;
        if (sent.isEmpty() && received.isEmpty()) {
            return;
        }
        List<ReportBlock> blocks = blocks(nowNs);
        List<RtcpPacket> compound = new ArrayList<>();
        boolean reported = false;
        for (SendStatistics statistics : sent) {
            if (statistics.packets() > 0 && statistics.lastPacketNs() >= lastReportNs) {
                compound.add(statistics.report(nowNs, clock, reported ? List.of() : blocks));
                reported = true;
            }
            if (compound.size() == config.maxReports()) {
                transmit(compound, out);
            }
        }
        if (!reported && !blocks.isEmpty()) {
            compound.add(new ReceiverReport(config.localSsrc(), blocks));
        }
        transmit(compound, out);
        lastReportNs = nowNs;
        schedule(nowNs);
    }

    /** When {@link #onTime} is wanted, or {@link #NEVER}. */
    public long deadlineNs() {
        return deadlineNs;
    }

    private void transmit(List<RtcpPacket> compound, RtcpOutput out) {
        if (!compound.isEmpty()) {
            long ssrc = compound.get(0) instanceof SenderReport report ? report.ssrc() : config.localSsrc();
            compound.add(SourceDescription.of(ssrc, config.cname()));
            out.transmitRtcp(Rtcp.write(compound));
            compound.clear();
        }
    }

    /** Blocks on the sources that sent since the last report, at most as many as one report holds, in turn. */
    private List<ReportBlock> blocks(long nowNs) {
        long packets = 0;
        for (ReceiveStatistics statistics : received) {
            packets += statistics.packets();
        }
        List<ReportBlock> blocks = new ArrayList<>();
        if (packets == receivedAtReport) {
            return blocks;
        }
        receivedAtReport = packets;
        for (int i = 0; i < received.size() && blocks.size() < config.maxBlocks(); i++) {
            ReceiveStatistics statistics = received.get(nextBlock++ % received.size());
            if (statistics.hasPackets()) {
                blocks.add(statistics.report(nowNs));
            }
        }
        nextBlock %= received.size();
        return blocks;
    }

    /** RFC 3550 §6.2: half to one and a half intervals from now, so that ends do not fall in step. */
    private void schedule(long nowNs) {
        if (deadlineNs == NEVER) {
            deadlineNs = nowNs + (long) (config.intervalNs() * (0.5 + random.nextDouble()));
        }
    }
}
