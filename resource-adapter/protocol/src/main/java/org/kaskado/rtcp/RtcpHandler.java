package org.kaskado.rtcp;

/** Takes the packets of a compound one by one; kinds that it does not care for are passed over. */
public interface RtcpHandler {
    default void onSenderReport(SenderReport report) {}

    default void onReceiverReport(ReceiverReport report) {}

    default void onSourceDescription(SourceDescription description) {}

    default void onBye(Bye bye) {}

    default void onNack(Nack nack) {}

    default void onPli(Pli pli) {}

    default void onFir(Fir fir) {}

    default void onRemb(Remb remb) {}

    default void onTwcc(Twcc twcc) {}

    default void onExtendedReport(ExtendedReport report) {}
}
