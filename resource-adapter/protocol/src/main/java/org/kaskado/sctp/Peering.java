package org.kaskado.sctp;

import java.util.random.RandomGenerator;

/** All that moves once both sides agreed on terms (RFC 9260 §14: the transmission control block). */
final class Peering {
    private final Terms terms;
    private final RoundTripTime roundTrip = new RoundTripTime();
    private final SendSide send;
    private final ReceiveSide receive;
    private final StreamReset reset;
    private final PeerReset peerReset;
    private final Heartbeat heartbeat;

    Peering(SctpConfig config, Terms terms, PacketBuilder packet, RandomGenerator random) {
        this.terms = terms;
        this.send = new SendSide(config, terms, packet, roundTrip);
        this.receive = new ReceiveSide(config, terms);
        this.reset = new StreamReset(terms, send, packet, roundTrip);
        this.peerReset = new PeerReset(config, terms, this, packet);
        this.heartbeat = new Heartbeat(terms.createdNs(), roundTrip, random.nextLong());
        packet.tag(terms.peerTag());
    }

    Terms terms() {
        return terms;
    }

    RoundTripTime roundTrip() {
        return roundTrip;
    }

    SendSide send() {
        return send;
    }

    ReceiveSide receive() {
        return receive;
    }

    StreamReset reset() {
        return reset;
    }

    PeerReset peerReset() {
        return peerReset;
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    /** When one of the timers of an established association expires. */
    long deadlineNs() {
        long transfer = Math.min(send.deadlineNs(), receive.deadlineNs());
        return Math.min(transfer, Math.min(reset.deadlineNs(), heartbeat.deadlineNs()));
    }
}
