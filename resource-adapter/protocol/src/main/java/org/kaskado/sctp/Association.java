package org.kaskado.sctp;

import java.util.random.RandomGenerator;
import org.kaskado.net.Drop;

/**
 * An SCTP association over one DTLS connection (RFC 8261): reliable and partially reliable messages on many streams. A
 * core: it knows no clock and no socket; {@code nowNs} is monotonic. The states are drawn in the package's documentation.
 * For data channels use {@link DataChannels}.
 */
public final class Association {
    /** {@link #deadlineNs} when it wants no time. */
    public static final long NEVER = Long.MAX_VALUE;

    private final SctpConfig config;
    private final Life life;
    private final ChunkHandler handler;
    private final ChunkCursor chunks = new ChunkCursor();

    /**
     * @param random for tags, first TSN and the cookie's secret: a {@link java.security.SecureRandom} outside of tests
     */
    public Association(SctpConfig config, RandomGenerator random) {
        this.config = config;
        this.life = new Life(config, random);
        this.handler = new ChunkHandler(life);
    }

    /** Sends INIT, once; both sides may do so. A side that does not is passive and answers. */
    public void connect(long nowNs, SctpOutput out) {
        life.connect(nowNs, out);
    }

    /** Takes what one DTLS record carried; the array is borrowed. Answers why it went no further. */
    public Drop onPacket(long nowNs, byte[] data, int offset, int length, SctpOutput out) {
        if (life.state() == Life.State.ENDED) {
            return Drop.NOT_WANTED;
        }
        Drop drop = chunks.place(data, offset, length, config);
        if (drop != Drop.NONE) {
            return drop;
        }
        life.errors.beginPacket();
        Peering peering = life.peering();
        if (peering != null) {
            peering.receive().beginPacket();
        }
        drop = handler.onChunks(nowNs, chunks, out);
        flush(nowNs, out);
        return drop;
    }

    /** Does what is due. */
    public void onTime(long nowNs, SctpOutput out) {
        life.onTime(nowNs, out);
        Peering peering = life.peering();
        if (peering != null && !life.state().isConnecting()) {
            peering.send().onTime(nowNs);
            peering.receive().onTime(nowNs);
            peering.reset().onTime(nowNs, out);
            peering.heartbeat().onTime(nowNs, peering.send().isIdle(), life.packet, out);
            int errors = peering.send().errors() + peering.heartbeat().unanswered();
            if (errors > Life.MAX_RETRANSMITS) {
                AbortCause cause = new AbortCause(AbortCause.USER_ABORT, errors + " retransmissions unanswered");
                life.abort(CloseReason.PEER_UNREACHABLE, cause, out);
            }
        }
        flush(nowNs, out);
    }

    /** When {@link #onTime} is wanted next, or {@link #NEVER}. */
    public long deadlineNs() {
        Peering peering = life.peering();
        if (peering == null || life.state().isConnecting()) {
            return life.deadlineNs();
        }
        return Math.min(life.deadlineNs(), peering.deadlineNs());
    }

    /** Takes a message to be sent, or says why not; never takes a part of one. */
    public SendResult trySend(long nowNs, SctpMessage message, Reliability reliability, SctpOutput out) {
        SendResult result = enqueue(nowNs, message, reliability);
        flush(nowNs, out);
        return result;
    }

    /** As {@link #trySend}, to be sent with the next {@link #flush}; for use while the association calls its output. */
    SendResult enqueue(long nowNs, SctpMessage message, Reliability reliability) {
        Peering peering = life.peering();
        if (peering == null || life.state() != Life.State.ESTABLISHED) {
            return SendResult.NOT_OPEN;
        }
        if (message.streamId() >= peering.terms().outStreams()) {
            return SendResult.NOT_OPEN;
        }
        if (message.data().length > config.maxSentBytes()) {
            return SendResult.TOO_LARGE;
        }
        SendQueue queue = peering.send().queue();
        if (queue.bufferedBytes() + message.data().length > config.maxBufferedBytes() || queue.isFull()) {
            return SendResult.BUFFER_FULL;
        }
        boolean isKnown = peering.terms().hasForwardTsn() || !reliability.isPartial();
        queue.add(message, isKnown ? reliability : new Reliability(reliability.isOrdered(), -1, -1), nowNs);
        return SendResult.ACCEPTED;
    }

    /** Resets our side of a stream (RFC 6525) once what waits on it is sent; {@code outgoingReset} follows. */
    public void resetStream(long nowNs, int streamId, SctpOutput out) {
        wantReset(streamId);
        flush(nowNs, out);
    }

    void wantReset(int streamId) {
        Peering peering = life.peering();
        if (peering != null) {
            peering.reset().want(streamId);
        }
    }

    /** The peer uses a stream anew whose reset it did not confirm yet. */
    void confirmReset(int streamId, SctpOutput out) {
        Peering peering = life.peering();
        if (peering != null) {
            peering.reset().confirm(streamId, out);
        }
    }

    /** Whether nothing was sent or taken yet. */
    boolean isUntouched() {
        return life.state() == Life.State.CLOSED && !life.hasAnswered();
    }

    /** Sends what waits, then ends (RFC 9260 §9.2). */
    public void shutdown(long nowNs, SctpOutput out) {
        life.shutdown(out);
        flush(nowNs, out);
    }

    /** Ends at once; the peer is told why, in at most 200 bytes. Ending twice is silence. */
    public void abort(String why, SctpOutput out) {
        if (life.state() != Life.State.ENDED) {
            life.abort(CloseReason.ABORTED, new AbortCause(AbortCause.USER_ABORT, why), out);
        }
    }

    public boolean isEstablished() {
        return life.state() == Life.State.ESTABLISHED;
    }

    public boolean isEnded() {
        return life.state() == Life.State.ENDED;
    }

    /** User bytes of a stream that were never sent yet. */
    public long bufferedBytes(int streamId) {
        Peering peering = life.peering();
        return peering == null ? 0 : peering.send().queue().bufferedBytes(streamId);
    }

    /** {@code bufferedAmountLow} is called when the bytes that wait fall to this number; 0 at first. */
    public void lowThreshold(int streamId, long bytes) {
        Peering peering = life.peering();
        if (peering != null) {
            peering.send().queue().lowThreshold(streamId, bytes);
        }
    }

    /** Streams that we may send on, once established; else 0. */
    public int outStreams() {
        Peering peering = life.peering();
        return peering == null || life.state().isConnecting()
                ? 0
                : peering.terms().outStreams();
    }

    /** Smoothed round-trip time in nanoseconds, or −1 while unknown. */
    public long roundTripNs() {
        Peering peering = life.peering();
        return peering == null ? -1 : peering.roundTrip().smoothedNs();
    }

    /** Sends what may be sent now. */
    void flush(long nowNs, SctpOutput out) {
        Peering peering = life.peering();
        if (peering != null && !life.state().isConnecting()) {
            peering.peerReset().pump(out);
            peering.receive().writeSack(life.packet, out);
            if (life.state().sendsData()) {
                peering.send().fill(nowNs, out);
                peering.reset().pump(nowNs, out);
            }
            life.advanceShutdown(nowNs, out);
        }
        life.packet.flush(out);
    }
}
