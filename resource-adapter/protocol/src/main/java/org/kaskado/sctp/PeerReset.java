package org.kaskado.sctp;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.kaskado.net.Wire;

/**
 * RE-CONFIG from the peer (RFC 6525 §5.2): resets of its outgoing streams, requests that we reset ours, added streams.
 * Responses to our own requests go to {@link StreamReset}.
 */
final class PeerReset {
    private static final int OUTGOING_REQUEST = 13;
    private static final int INCOMING_REQUEST = 14;
    private static final int TSN_REQUEST = 15;
    private static final int RESPONSE = 16;
    private static final int ADD_OUTGOING = 17;
    private static final int ADD_INCOMING = 18;

    private static final int NOTHING_TO_DO = 0;
    private static final int PERFORMED = 1;
    private static final int DENIED = 2;
    private static final int BAD_NUMBER = 5;
    private static final int IN_PROGRESS = 6;

    private final int maxStreams;
    private final ReceiveSide receive;
    private final StreamReset own;
    private final PacketBuilder packet;
    private long expectedNumber;
    private int lastResult = NOTHING_TO_DO;
    private int[] deferred = new int[0];
    private boolean isDeferred;
    private boolean wasInProgress;
    private long deferredTsn;

    PeerReset(SctpConfig config, Terms terms, Peering peering, PacketBuilder packet) {
        this.maxStreams = config.maxStreams();
        this.receive = peering.receive();
        this.own = peering.reset();
        this.packet = packet;
        this.expectedNumber = terms.peerTsn();
    }

    /** One or two parameters (§3.1). False when it is malformed. */
    boolean onChunk(long nowNs, ChunkCursor chunk, SctpOutput out) {
        byte[] data = chunk.data();
        int at = chunk.valueAt();
        int end = at + chunk.valueBytes();
        for (int count = 0; count < 2 && end - at >= 8; count++) {
            int length = Wire.get16(data, at + 2);
            if (length < 8 || length > end - at) {
                return false;
            }
            onParameter(nowNs, data, at, length, out);
            at += (length + 3) & ~3;
        }
        return true;
    }

    /** TSNs arrived: a reset that waited for them may be done now. */
    void pump(SctpOutput out) {
        if (isDeferred && receive.cumulativeTsn() >= deferredTsn) {
            isDeferred = false;
            perform(deferred, out);
            lastResult = PERFORMED;
            respond(expectedNumber - 1, PERFORMED, out);
        }
    }

    private void onParameter(long nowNs, byte[] data, int at, int length, SctpOutput out) {
        long number = Wire.get32(data, at + 4);
        int type = Wire.get16(data, at);
        if (type == RESPONSE) {
            if (length >= 12) {
                own.onResponse(nowNs, number, Wire.getInt(data, at + 8), out);
            }
            return;
        }
        if (type < OUTGOING_REQUEST || type > ADD_INCOMING) {
            return;
        }
        long extended = Serial.extend(expectedNumber, number);
        if (extended == expectedNumber) {
            expectedNumber++;
            own.peerAsked(extended);
            lastResult = serve(type, data, at, length, out);
            respond(extended, lastResult, out);
        } else {
            respond(number, extended == expectedNumber - 1 ? lastResult : BAD_NUMBER, out);
        }
    }

    private int serve(int type, byte[] data, int at, int length, SctpOutput out) {
        return switch (type) {
            case OUTGOING_REQUEST -> length < 16 ? DENIED : reset(data, at, length, out);
            case INCOMING_REQUEST -> resetOurs(data, at, length);
            case ADD_OUTGOING -> length < 12 ? DENIED : addStreams(Wire.get16(data, at + 8));
            case TSN_REQUEST, ADD_INCOMING -> DENIED;
            default -> DENIED;
        };
    }

    /** §5.2.2: at once, or when all that was sent before has arrived. */
    private int reset(byte[] data, int at, int length, SctpOutput out) {
        int[] streams = streams(data, at + 16, at + length);
        long lastTsn = Serial.extend(receive.cumulativeTsn(), Wire.get32(data, at + 12));
        if (lastTsn > receive.cumulativeTsn() + ReceivedTsns.WINDOW) {
            return DENIED;
        }
        boolean isAskedAgain = wasInProgress && lastTsn == deferredTsn && Arrays.equals(streams, deferred);
        if (isAskedAgain && !isDeferred) {
            return PERFORMED; // under a new number, its answer having been lost; the streams may be in use anew
        }
        boolean mayPerform = lastTsn <= receive.cumulativeTsn();
        wasInProgress = isAskedAgain || !mayPerform;
        if (mayPerform) {
            isDeferred = false;
            perform(streams, out);
            return PERFORMED;
        }
        isDeferred = true;
        deferred = streams;
        deferredTsn = lastTsn;
        return IN_PROGRESS;
    }

    /** §5.2.3: our own request, which follows when the streams are drained, is the real answer. */
    private int resetOurs(byte[] data, int at, int length) {
        int[] streams = streams(data, at + 8, at + length);
        if (streams.length == 0) {
            return DENIED;
        }
        for (int stream : streams) {
            own.want(stream);
        }
        return IN_PROGRESS;
    }

    private int addStreams(int more) {
        if (receive.streams() + more > maxStreams) {
            return DENIED;
        }
        receive.addStreams(more);
        return PERFORMED;
    }

    private void perform(int[] streams, SctpOutput out) {
        if (streams.length == 0) {
            receive.reassembly().resetAll();
            for (int stream = 0; stream < receive.streams(); stream++) {
                out.incomingReset(stream);
            }
        }
        for (int stream : streams) {
            receive.reassembly().reset(stream);
            out.incomingReset(stream);
        }
    }

    /** The streams named that exist, each once. */
    private int[] streams(byte[] data, int from, int end) {
        Set<Integer> streams = new LinkedHashSet<>();
        for (int at = from; at <= end - 2; at += 2) {
            int stream = Wire.get16(data, at);
            if (stream < Math.max(receive.streams(), maxStreams)) {
                streams.add(stream);
            }
        }
        return streams.stream().mapToInt(Integer::intValue).toArray();
    }

    /** §4.4. */
    private void respond(long number, int result, SctpOutput out) {
        int at = packet.chunk(ChunkType.RE_CONFIG, 0, 12, out);
        byte[] data = packet.data();
        Wire.put16(data, at, RESPONSE);
        Wire.put16(data, at + 2, 12);
        Wire.put32(data, at + 4, number);
        Wire.put32(data, at + 8, result);
    }
}
