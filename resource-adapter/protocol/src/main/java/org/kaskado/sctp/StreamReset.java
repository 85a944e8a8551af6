package org.kaskado.sctp;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Wire;

/** Resets of our outgoing streams (RFC 6525 §5.1.2): one request at a time, repeated until it is answered. */
final class StreamReset {
    private static final int OUTGOING_REQUEST = 13;
    private static final int REQUEST_FIXED_BYTES = 16;
    private static final int MAX_STREAMS_PER_REQUEST = 200; // fits any packet size that is allowed
    private static final int RESULT_IN_PROGRESS = 6;
    private static final int MAX_ATTEMPTS = 10; // RFC 9260 §16: Association.Max.Retrans

    private final boolean isSupported;
    private final SendSide send;
    private final PacketBuilder packet;
    private final RoundTripTime roundTrip;
    private final Set<Integer> wanted = new LinkedHashSet<>();
    private final Set<Integer> confirmed = new HashSet<>();
    private int @Nullable [] asked;
    private long nextNumber;
    private long askedLastTsn;
    private long answersNumber;
    private boolean isInProgress;
    private int attempts;
    private long timerNs = SendSide.NEVER;

    StreamReset(Terms terms, SendSide send, PacketBuilder packet, RoundTripTime roundTrip) {
        this.isSupported = terms.hasReconfig();
        this.send = send;
        this.packet = packet;
        this.roundTrip = roundTrip;
        this.nextNumber = terms.localTsn(); // RFC 6525 §4.1: begins at the initial TSN
        this.answersNumber = terms.peerTsn() - 1;
    }

    long deadlineNs() {
        return timerNs;
    }

    /** The stream is to be reset once what waits on it has been sent. */
    void want(int streamId) {
        if (!isAsked(streamId) || confirmed.contains(streamId)) {
            wanted.add(streamId);
        }
    }

    /**
     * The peer uses the stream anew: it performed the request, though its response did not come yet. The request stays
     * until it is answered, since request numbers have no holes.
     */
    void confirm(int streamId, SctpOutput out) {
        if (isAsked(streamId) && confirmed.add(streamId)) {
            send.queue().reset(streamId);
            out.outgoingReset(streamId);
        }
    }

    /** The last request of the peer's that was served; ours name it (RFC 6525 §4.1). */
    void peerAsked(long requestNumber) {
        answersNumber = requestNumber;
    }

    /** RFC 6525 §5.2.7: the peer answered a request. */
    void onResponse(long nowNs, long number, int result, SctpOutput out) {
        if (asked == null || (int) number != (int) nextNumber) {
            return;
        }
        if (result == RESULT_IN_PROGRESS) {
            isInProgress = true;
            attempts = 0;
            timerNs = nowNs + roundTrip.timeoutNs();
            return;
        }
        finish(out);
    }

    /** Asks again; after too many attempts the streams count as reset. */
    void onTime(long nowNs, SctpOutput out) {
        if (nowNs < timerNs) {
            return;
        }
        if (isInProgress
                && send.ackedTsn() < askedLastTsn) { // the peer still waits for data, of which T3-rtx takes care
            timerNs = nowNs + roundTrip.timeoutNs();
            return;
        }
        timerNs = SendSide.NEVER;
        if (++attempts > MAX_ATTEMPTS) {
            finish(out);
            return;
        }
        if (isInProgress) { // a request that was answered is not answered anew: ask under another number
            isInProgress = false;
            nextNumber++;
        }
        write(nowNs, out);
    }

    /** Begins the next request if one can be made. */
    void pump(long nowNs, SctpOutput out) {
        if (asked != null || wanted.isEmpty()) {
            return;
        }
        int[] ready = takeReady();
        if (ready.length == 0) {
            return;
        }
        asked = ready;
        if (!isSupported) {
            finishUnsupported(ready, out);
            return;
        }
        askedLastTsn = send.lastAssignedTsn();
        attempts = 0;
        isInProgress = false;
        write(nowNs, out);
    }

    private boolean isAsked(int streamId) {
        int[] streams = asked;
        return streams != null && Arrays.stream(streams).anyMatch(stream -> stream == streamId);
    }

    private int[] takeReady() {
        int[] ready = new int[Math.min(wanted.size(), MAX_STREAMS_PER_REQUEST)];
        int count = 0;
        for (Iterator<Integer> streams = wanted.iterator(); streams.hasNext() && count < ready.length; ) {
            int stream = streams.next();
            if (send.queue().isEmpty(stream)) {
                streams.remove();
                ready[count++] = stream;
            }
        }
        return Arrays.copyOf(ready, count);
    }

    /**
     * RFC 6525 §4.1.
     *
     * <pre>
     * | type 13, length | request number 32 | number of the request it answers 32 | last assigned TSN 32 | streams 16 … |
     * </pre>
     */
    private void write(long nowNs, SctpOutput out) {
        int[] streams = asked;
        if (streams == null) {
            return;
        }
        int length = REQUEST_FIXED_BYTES + 2 * streams.length;
        int at = packet.chunk(ChunkType.RE_CONFIG, 0, length, out);
        byte[] data = packet.data();
        Wire.put16(data, at, OUTGOING_REQUEST);
        Wire.put16(data, at + 2, length);
        Wire.put32(data, at + 4, nextNumber);
        Wire.put32(data, at + 8, answersNumber);
        Wire.put32(data, at + 12, askedLastTsn);
        at += REQUEST_FIXED_BYTES;
        for (int stream : streams) {
            Wire.put16(data, at, stream);
            at += 2;
        }
        timerNs = nowNs + (roundTrip.timeoutNs() << Math.min(attempts, 3));
    }

    private void finish(SctpOutput out) {
        int[] streams = asked;
        asked = null;
        nextNumber++;
        timerNs = SendSide.NEVER;
        if (streams != null) {
            for (int stream : streams) {
                if (!confirmed.contains(stream)) {
                    send.queue().reset(stream);
                    out.outgoingReset(stream);
                }
            }
        }
        confirmed.clear();
    }

    /** Without RE-CONFIG the peer never learns of it; numbers go on, and both directions count as closed. */
    private void finishUnsupported(int[] streams, SctpOutput out) {
        asked = null;
        for (int stream : streams) {
            out.outgoingReset(stream);
            out.incomingReset(stream);
        }
    }
}
