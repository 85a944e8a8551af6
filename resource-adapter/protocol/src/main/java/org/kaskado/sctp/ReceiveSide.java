package org.kaskado.sctp;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.jspecify.annotations.Nullable;
import org.kaskado.net.Wire;

/** User data in: what arrived, when to say so (RFC 9260 §6.2), and the messages that come of it. */
final class ReceiveSide {
    static final long SACK_DELAY_NS = MILLISECONDS.toNanos(200); // RFC 9260 §6.2

    private static final int PACKETS_PER_SACK = 2; // RFC 9260 §6.2: at least for every second packet

    private final SctpConfig config;
    private final ReceivedTsns tsns;
    private final Reassembly reassembly;
    private int streams;
    private int unsackedPackets;
    private boolean isPacketCounted;
    private boolean isSackDue;
    private long sackNs = SendSide.NEVER;

    ReceiveSide(SctpConfig config, Terms terms) {
        this.config = config;
        this.tsns = new ReceivedTsns(terms.peerTsn());
        this.reassembly = new Reassembly(config.maxMessageBytes());
        this.streams = terms.inStreams();
    }

    long cumulativeTsn() {
        return tsns.cumulative();
    }

    Reassembly reassembly() {
        return reassembly;
    }

    int streams() {
        return streams;
    }

    /** RFC 6525 §5.2.5: the peer may use more streams. */
    void addStreams(int more) {
        streams += more;
    }

    /** What a_rwnd says. */
    long windowBytes() {
        return Math.max(0, config.receiveWindowBytes() - reassembly.heldBytes());
    }

    long deadlineNs() {
        return sackNs;
    }

    void beginPacket() {
        isPacketCounted = false;
    }

    /** The packet asked for an answer at once, or one is due after shutdown began. */
    void requestSack() {
        isSackDue = true;
    }

    /** Takes a DATA chunk; answers what is wrong with it, or null. */
    @Nullable
    AbortCause onData(long nowNs, ChunkCursor chunk, ErrorWriter errors, SctpOutput out) {
        if (chunk.valueBytes() < SendSide.DATA_FIXED_BYTES) {
            return AbortCause.violation("a DATA chunk is shorter than its header");
        }
        if (chunk.valueBytes() == SendSide.DATA_FIXED_BYTES) {
            return new AbortCause(AbortCause.NO_USER_DATA, "DATA chunk without user data"); // RFC 9260 §6.2
        }
        long tsn = Serial.extend(tsns.cumulative(), Wire.get32(chunk.data(), chunk.valueAt()));
        schedule(nowNs, (chunk.flags() & Fragment.FLAG_IMMEDIATE) != 0);
        boolean isNext = tsn == tsns.cumulative() + 1;
        if (!tsns.isInWindow(tsn) || tsns.isDuplicate(tsn) || (windowBytes() == 0 && !isNext)) {
            isSackDue = true;
            return null;
        }
        if (reassembly.heldBytes() > (long) config.receiveWindowBytes() + config.maxMessageBytes()) {
            return new AbortCause(AbortCause.OUT_OF_RESOURCE, "more than the window was sent");
        }
        isSackDue |= tsns.hasGap(); // also when this one fills it
        tsns.add(tsn);
        isSackDue |= tsns.hasGap();
        Fragment fragment = Fragment.of(chunk, tsn);
        if (fragment.streamId() >= streams) {
            errors.invalidStream(fragment.streamId(), out);
            return null;
        }
        return reassembly.add(fragment, out);
    }

    /** RFC 3758 §3.6. False when it is malformed. */
    boolean onForwardTsn(ChunkCursor chunk, SctpOutput out) {
        if (chunk.valueBytes() < 4) {
            return false;
        }
        isSackDue = true;
        byte[] data = chunk.data();
        int at = chunk.valueAt();
        long tsn = Serial.extend(tsns.cumulative(), Wire.get32(data, at));
        if (tsn <= tsns.cumulative()) {
            return true;
        }
        tsns.forward(tsn);
        reassembly.discardUpTo(tsn);
        int end = at + chunk.valueBytes();
        for (at += 4; at <= end - 4; at += 4) {
            int streamId = Wire.get16(data, at);
            if (streamId < streams) {
                reassembly.skip(streamId, Wire.get16(data, at + 2), out);
            }
        }
        return true;
    }

    void onTime(long nowNs) {
        if (nowNs >= sackNs) {
            isSackDue = true;
        }
    }

    /** Writes a SACK if one is due. */
    void writeSack(PacketBuilder packet, SctpOutput out) {
        if (isSackDue) {
            tsns.writeSack(windowBytes(), packet, out);
            isSackDue = false;
            unsackedPackets = 0;
            sackNs = SendSide.NEVER;
        }
    }

    private void schedule(long nowNs, boolean isUrgent) {
        if (!isPacketCounted) {
            isPacketCounted = true;
            unsackedPackets++;
        }
        if (isUrgent || unsackedPackets >= PACKETS_PER_SACK) {
            isSackDue = true;
        } else if (sackNs == SendSide.NEVER) {
            sackNs = nowNs + SACK_DELAY_NS;
        }
    }
}
