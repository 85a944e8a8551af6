package org.kaskado.forward;

import java.util.concurrent.TimeUnit;
import org.kaskado.rtp.ExtensionValues;
import org.kaskado.rtp.RtpHeader;
import org.kaskado.rtp.Rtx;
import org.kaskado.rtp.Seq16;

/**
 * Answers a receiver's NACKs from how its packets were rewritten. Without RTX the answer is the packet itself, its send-time
 * extensions included, so that no (SSRC, index) ever protects two different packets; with RTX (RFC 4588) it is a new packet.
 */
final class Retransmitter {
    private static final long DEFAULT_RTT_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int MAX_PROBE_PACKETS = 64;
    /** A viewer cannot make us send more than this again: 8 Mbit/s, with bursts of a fifth of a second. */
    private static final long RESENT_BYTES_PER_SECOND = 1_000_000;

    private static final long BURST_BYTES = 200_000;
    private static final long NS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / RESENT_BYTES_PER_SECOND;

    private final ForwardReceiver receiver;
    private final ReceiverConfig config;
    private final SentPackets sent;
    private final Outgoing recipe = new Outgoing();
    private long rttNs = DEFAULT_RTT_NS;
    private int rtxSequence;
    private long packets;
    private long paidUntilNs = Long.MIN_VALUE / 2;

    Retransmitter(ForwardReceiver receiver, ReceiverConfig config, SentPackets sent) {
        this.receiver = receiver;
        this.config = config;
        this.sent = sent;
        rtxSequence = config.firstSequence();
    }

    void setRttNs(long newRttNs) {
        rttNs = newRttNs;
    }

    long packets() {
        return packets;
    }

    boolean onNack(long nowNs, int sequenceNumber, ForwardOutput out) {
        long next = receiver.nextSequence();
        long sequence = next + Seq16.difference(sequenceNumber, (int) next);
        if (!sent.get(sequence, recipe)) {
            return false;
        }
        long before = sent.resentNs(sequence);
        boolean isTooSoon = before != Long.MIN_VALUE && nowNs - before < rttNs;
        if (isTooSoon || paidUntilNs > nowNs + BURST_BYTES * NS_PER_BYTE) {
            return false;
        }
        return resend(nowNs, out) > 0;
    }

    /** Sends the packet of the recipe again; its bytes, or 0 when it is gone. */
    private int resend(long nowNs, ForwardOutput out) {
        int length = receiver.rewrite(recipe);
        if (length == 0) {
            return 0;
        }
        sent.resent(recipe.sequence, nowNs);
        packets++;
        paidUntilNs = Math.max(paidUntilNs, nowNs) + length * NS_PER_BYTE;
        byte[] scratch = recipe.isFiller
                ? receiver.source().fillerScratch()
                : receiver.writer().bytes();
        if (!config.hasRtx() || recipe.isFiller) {
            out.resend(receiver, scratch, 0, length, ForwardOutput.NO_TRANSPORT_SEQUENCE);
            return length;
        }
        recipe.absSendTime = ExtensionValues.absSendTimeOf(nowNs);
        recipe.transportSequence = receiver.nextTransportSequence(nowNs, length + Rtx.OSN_BYTES);
        byte[] rtx = receiver.source().rtxScratch();
        int rtxLength = receiver.writer().writeRtx(length, recipe, rtx);
        RtpHeader.setSsrc(rtx, 0, config.rtxSsrc());
        RtpHeader.setPayloadType(rtx, 0, config.rtxPayloadType());
        RtpHeader.setSequenceNumber(rtx, 0, rtxSequence++);
        out.resend(receiver, rtx, 0, rtxLength, recipe.transportSequence);
        return rtxLength;
    }

    int probe(long nowNs, int bytes, ForwardOutput out) {
        if (!config.hasRtx()) {
            return 0;
        }
        int done = 0;
        long sequence = receiver.nextSequence() - 1;
        for (int count = 0; count < MAX_PROBE_PACKETS && done < bytes; count++) {
            if (sent.get(sequence - count, recipe) && !recipe.isFiller) {
                done += resend(nowNs, out);
            }
        }
        return done;
    }
}
