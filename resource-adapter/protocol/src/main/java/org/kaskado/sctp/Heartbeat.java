package org.kaskado.sctp;

import static java.util.concurrent.TimeUnit.SECONDS;

import org.kaskado.net.Wire;

/** Asks an idle peer whether it is there (RFC 9260 §8.3). */
final class Heartbeat {
    static final long INTERVAL_NS = SECONDS.toNanos(30); // RFC 9260 §16: HB.interval

    private static final int INFO_TYPE = 1;
    private static final int INFO_BYTES = 20;

    private final RoundTripTime roundTrip;
    private final long nonce;
    private long dueNs;
    private long awaitedSentNs;
    private boolean isAwaited;
    private int unanswered;

    Heartbeat(long nowNs, RoundTripTime roundTrip, long nonce) {
        this.roundTrip = roundTrip;
        this.nonce = nonce;
        this.dueNs = nowNs + INTERVAL_NS;
    }

    long deadlineNs() {
        return dueNs;
    }

    /** Heartbeats in a row that nobody answered. */
    int unanswered() {
        return unanswered;
    }

    /** Data that is under way asks the same question. */
    void onTime(long nowNs, boolean isIdle, PacketBuilder packet, SctpOutput out) {
        if (nowNs < dueNs) {
            return;
        }
        if (isAwaited) {
            isAwaited = false;
            unanswered++;
        }
        dueNs = nowNs + (unanswered > 0 ? roundTrip.timeoutNs() * 2 : INTERVAL_NS + roundTrip.timeoutNs());
        if (isIdle) {
            isAwaited = true;
            awaitedSentNs = nowNs;
            dueNs = nowNs + Math.min(INTERVAL_NS, 2 * roundTrip.timeoutNs());
            write(nowNs, packet, out);
        }
    }

    private void write(long nowNs, PacketBuilder packet, SctpOutput out) {
        int at = packet.chunk(ChunkType.HEARTBEAT, 0, INFO_BYTES, out);
        Wire.put16(packet.data(), at, INFO_TYPE);
        Wire.put16(packet.data(), at + 2, INFO_BYTES);
        Wire.put64(packet.data(), at + 4, nowNs);
        Wire.put64(packet.data(), at + 12, nonce);
    }

    /** Whether the chunk answers the heartbeat that is waited for. */
    boolean onAck(long nowNs, ChunkCursor chunk) {
        byte[] data = chunk.data();
        int at = chunk.valueAt();
        if (!isAwaited
                || chunk.valueBytes() != INFO_BYTES
                || Wire.get64(data, at + 12) != nonce
                || Wire.get64(data, at + 4) != awaitedSentNs) {
            return false;
        }
        roundTrip.sample(nowNs, awaitedSentNs);
        isAwaited = false;
        unanswered = 0;
        dueNs = nowNs + INTERVAL_NS;
        return true;
    }
}
