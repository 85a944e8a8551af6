package org.kaskado.rtcp;

import java.util.ArrayList;
import java.util.List;

/** Keeps every packet it gets. */
final class RecordingRtcpHandler implements RtcpHandler {
    final List<RtcpPacket> packets = new ArrayList<>();

    @Override
    public void onSenderReport(SenderReport report) {
        packets.add(report);
    }

    @Override
    public void onReceiverReport(ReceiverReport report) {
        packets.add(report);
    }

    @Override
    public void onSourceDescription(SourceDescription description) {
        packets.add(description);
    }

    @Override
    public void onBye(Bye bye) {
        packets.add(bye);
    }

    @Override
    public void onNack(Nack nack) {
        packets.add(nack);
    }

    @Override
    public void onPli(Pli pli) {
        packets.add(pli);
    }

    @Override
    public void onFir(Fir fir) {
        packets.add(fir);
    }

    @Override
    public void onRemb(Remb remb) {
        packets.add(remb);
    }

    @Override
    public void onTwcc(Twcc twcc) {
        packets.add(twcc);
    }

    @Override
    public void onExtendedReport(ExtendedReport report) {
        packets.add(report);
    }
}
