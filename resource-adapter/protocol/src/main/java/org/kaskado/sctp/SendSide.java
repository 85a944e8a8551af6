package org.kaskado.sctp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Wire;

/**
 * User data out: cuts messages into chunks, sends as far as congestion and peer allow, sends again what is lost (RFC 9260
 * §6.1, §6.3, §7), gives up what its reliability says (RFC 3758).
 *
 * <pre>
 * DATA: | TSN 32 | stream 16 | stream sequence number 16 | payload protocol 32 | user data |   flags: U 4, B 2, E 1
 * </pre>
 */
final class SendSide {
    static final long NEVER = Long.MAX_VALUE;
    static final int DATA_FIXED_BYTES = 12;

    private static final int MAX_BURST_PACKETS =
            8; // per turn, so that a late SACK makes no long burst (RFC 9260 §7.2.4)
    private static final int MAX_FORWARD_STREAMS = 64;
    private static final int FLAG_UNORDERED = 4;
    private static final int FLAG_BEGIN = 2;
    private static final int FLAG_END = 1;

    private final PacketBuilder packet;
    private final SendQueue queue = new SendQueue();
    private final Outstanding outstanding;
    private final CongestionControl congestion;
    private final RoundTripTime roundTrip;
    private final SackOutcome outcome = new SackOutcome();
    private final int maxPacketBytes;
    private final int maxDataBytes;
    private long peerWindowBytes;
    private long t3Ns = NEVER;
    private long lastSentNs;
    private boolean isForwardDue;
    private boolean isFastRetransmitDue;
    private boolean isProbing;
    private int errors;

    SendSide(SctpConfig config, Terms terms, PacketBuilder packet, RoundTripTime roundTrip) {
        this.packet = packet;
        this.roundTrip = roundTrip;
        this.outstanding = new Outstanding(terms.localTsn());
        this.congestion = new CongestionControl(config.maxPacketBytes(), config.maxBufferedBytes());
        this.maxPacketBytes = config.maxPacketBytes();
        this.maxDataBytes = packet.maxValueBytes() - DATA_FIXED_BYTES;
        this.peerWindowBytes = terms.peerWindowBytes();
    }

    SendQueue queue() {
        return queue;
    }

    long deadlineNs() {
        return t3Ns;
    }

    /** Time-outs in a row; any acknowledgement clears them. */
    int errors() {
        return errors;
    }

    /** Nothing waits and nothing is unacknowledged. */
    boolean isDone() {
        return queue.isEmpty() && outstanding.isEmpty();
    }

    boolean isIdle() {
        return outstanding.isEmpty();
    }

    long ackedTsn() {
        return outstanding.ackedTsn();
    }

    long lastAssignedTsn() {
        return outstanding.nextTsn() - 1;
    }

    /** RFC 9260 §6.2.1. Answers what is wrong with it, or null. */
    @Nullable
    AbortCause onSack(long nowNs, SackView sack) {
        if (sack.cumulativeTsn() < outstanding.ackedTsn()) {
            return null; // overtaken by a later one
        }
        if (sack.cumulativeTsn() >= outstanding.nextTsn()) {
            return AbortCause.violation("SACK of a TSN that was never sent");
        }
        long flightBytes = outstanding.flightBytes();
        boolean isAdvanced = sack.cumulativeTsn() > outstanding.ackedTsn();
        outcome.clear(sack.cumulativeTsn());
        outstanding.ackUpTo(sack.cumulativeTsn(), outcome);
        outstanding.ackGaps(sack, outcome);
        takeOutcome(nowNs, flightBytes, isAdvanced);
        peerWindowBytes = Math.max(0, sack.windowBytes() - outstanding.flightBytes());
        isProbing = sack.windowBytes() == 0;
        restartT3(nowNs, isAdvanced);
        isForwardDue = outstanding.hasAbandoned();
        return null;
    }

    /** RFC 9260 §8.3: the peer answered a HEARTBEAT. */
    void onHeartbeatAck() {
        errors = 0;
    }

    void onTime(long nowNs) {
        if (nowNs < t3Ns) {
            return;
        }
        if (!isProbing) { // RFC 9260 §6.1 A: a peer that keeps its window shut is not dead
            errors++;
        }
        isProbing = false;
        t3Ns = NEVER;
        roundTrip.backOff();
        congestion.timedOut();
        peerWindowBytes += outstanding.flightBytes(); // RFC 9260 §6.2.1 C
        outstanding.loseAll();
        isForwardDue = true;
        isFastRetransmitDue = true;
    }

    /** Sends what may be sent now; the last packet stays open for more chunks. */
    void fill(long nowNs, SctpOutput out) {
        sweep(nowNs, out);
        writeForward(nowNs, out);
        idle(nowNs);
        int budget = MAX_BURST_PACKETS * maxPacketBytes;
        while (budget > 0) {
            int sent = sendOne(nowNs, out);
            if (sent == 0) {
                return;
            }
            budget -= sent;
        }
    }

    private void takeOutcome(long nowNs, long flightBytes, boolean isAdvanced) {
        if (outcome.hasSample()) {
            roundTrip.sample(nowNs, outcome.newestSentNs());
        }
        if (outcome.ackedBytes() > 0 || isAdvanced) {
            errors = 0;
            congestion.cumulativeReached(outstanding.ackedTsn());
            congestion.acked(outcome.ackedBytes(), flightBytes, isAdvanced);
        }
        // RFC 9260 §7.2.4: below the highest newly acknowledged one, and all reported missing when recovery moves on.
        boolean isWide = congestion.isRecovering() && isAdvanced;
        long limit = isWide ? outcome.highestReportedTsn() : outcome.highestAckedTsn();
        if (outstanding.countMissing(limit)) {
            congestion.lost(outstanding.nextTsn() - 1);
            isFastRetransmitDue = true;
        }
        if (outstanding.isEmpty()) {
            congestion.emptied();
        }
    }

    private void restartT3(long nowNs, boolean isAdvanced) {
        if (outstanding.isEmpty()) {
            t3Ns = NEVER;
        } else if (isAdvanced) {
            t3Ns = nowNs + roundTrip.timeoutNs(); // RFC 9260 §6.3.2 R3
        }
    }

    /** RFC 3758 §3.5 A2, A3: gives up the messages of lost chunks whose time or tries are over. */
    private void sweep(long nowNs, SctpOutput out) {
        OutgoingChunk chunk = outstanding.lostFrom(0);
        while (chunk != null) {
            if (chunk.message.isGivenUp(nowNs, chunk.transmissions)) {
                abandon(chunk.message, out);
            }
            chunk = outstanding.lostFrom(chunk.tsn + 1);
        }
    }

    private void abandon(OutgoingMessage message, SctpOutput out) {
        boolean isQueued = message.uncutBytes() > 0;
        outstanding.abandon(message);
        if (isQueued) {
            queue.finish(message, out);
        }
        isForwardDue = true;
    }

    /** RFC 9260 §7.2.1: a window that was not used for a time-out shrinks. */
    private void idle(long nowNs) {
        if (outstanding.isEmpty() && nowNs - lastSentNs > roundTrip.timeoutNs()) {
            congestion.idled();
            lastSentNs = nowNs;
        }
    }

    /** Answers the bytes sent, 0 when nothing may be sent. */
    private int sendOne(long nowNs, SctpOutput out) {
        boolean isAllowed = outstanding.flightBytes() < congestion.windowBytes() || isFastRetransmitDue;
        if (!isAllowed) {
            return 0;
        }
        OutgoingChunk chunk = outstanding.lostFrom(0);
        if (chunk != null) {
            outstanding.resent(chunk);
            isFastRetransmitDue = false;
        } else {
            chunk = cutNext(nowNs, out);
        }
        if (chunk == null) {
            return 0;
        }
        write(nowNs, chunk, out);
        return PacketBuilder.CHUNK_HEADER_BYTES + DATA_FIXED_BYTES + chunk.length;
    }

    private @Nullable OutgoingChunk cutNext(long nowNs, SctpOutput out) {
        isFastRetransmitDue = false;
        OutgoingMessage message = queue.head(nowNs, out);
        while (message != null && message.isBegun() && message.isGivenUp(nowNs, 0)) {
            abandon(message, out);
            message = queue.head(nowNs, out);
        }
        if (message == null || outstanding.isFull()) {
            return null;
        }
        int bytes = Math.min(message.uncutBytes(), maxDataBytes);
        if (bytes > peerWindowBytes && outstanding.flightBytes() > 0) {
            return null; // RFC 9260 §6.1 A: into a full window only one probe
        }
        OutgoingChunk chunk = outstanding.add(message, bytes);
        queue.cut(message, bytes, out);
        return chunk;
    }

    private void write(long nowNs, OutgoingChunk chunk, SctpOutput out) {
        OutgoingMessage message = chunk.message;
        int flags = (message.isUnordered() ? FLAG_UNORDERED : 0)
                | (chunk.isFirst() ? FLAG_BEGIN : 0)
                | (chunk.isLast() ? FLAG_END : 0);
        int at = packet.chunk(ChunkType.DATA, flags, DATA_FIXED_BYTES + chunk.length, out);
        byte[] data = packet.data();
        Wire.put32(data, at, chunk.tsn);
        Wire.put16(data, at + 4, message.stream().id());
        Wire.put16(data, at + 6, message.ssn());
        Wire.put32(data, at + 8, message.payloadProtocol());
        System.arraycopy(message.data(), chunk.at, data, at + DATA_FIXED_BYTES, chunk.length);
        chunk.transmissions++;
        chunk.sentNs = nowNs;
        lastSentNs = nowNs;
        peerWindowBytes = Math.max(0, peerWindowBytes - chunk.length);
        if (t3Ns == NEVER || chunk.tsn == outstanding.ackedTsn() + 1) {
            t3Ns = nowNs + roundTrip.timeoutNs(); // RFC 9260 §6.3.2 R1, R4
        }
    }

    /** RFC 3758 §3.2: new cumulative TSN, then stream and sequence number of each ordered message left out. */
    private void writeForward(long nowNs, SctpOutput out) {
        if (!isForwardDue) {
            return;
        }
        isForwardDue = false;
        long advanced = outstanding.advancedTsn();
        if (advanced == outstanding.ackedTsn()) {
            return;
        }
        Map<Integer, Integer> skipped = new LinkedHashMap<>();
        long reached = collectSkipped(advanced, skipped);
        int at = packet.chunk(ChunkType.FORWARD_TSN, 0, 4 + 4 * skipped.size(), out);
        Wire.put32(packet.data(), at, reached);
        at += 4;
        for (Map.Entry<Integer, Integer> entry : skipped.entrySet()) {
            Wire.put16(packet.data(), at, entry.getKey());
            Wire.put16(packet.data(), at + 2, entry.getValue());
            at += 4;
        }
        if (t3Ns == NEVER) {
            t3Ns = nowNs + roundTrip.timeoutNs();
        }
    }

    private long collectSkipped(long advanced, Map<Integer, Integer> skipped) {
        for (long tsn = outstanding.ackedTsn() + 1; tsn <= advanced; tsn++) {
            OutgoingChunk chunk = outstanding.get(tsn);
            OutgoingMessage message = chunk.message;
            if (chunk.state != OutgoingChunk.State.ABANDONED || message.isUnordered()) {
                continue;
            }
            int stream = message.stream().id();
            if (!skipped.containsKey(stream) && skipped.size() == MAX_FORWARD_STREAMS) {
                return tsn - 1;
            }
            skipped.put(stream, message.ssn());
        }
        return advanced;
    }
}
