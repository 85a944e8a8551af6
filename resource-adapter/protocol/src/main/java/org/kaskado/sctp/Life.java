package org.kaskado.sctp;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Wire;

/** State of an association, its moves (RFC 9260 §4), and how it ends (§9). */
final class Life {
    static final int MAX_RETRANSMITS = 10; // RFC 9260 §16: Association.Max.Retrans

    enum State {
        CLOSED,
        COOKIE_WAIT,
        COOKIE_ECHOED,
        ESTABLISHED,
        SHUTDOWN_PENDING,
        SHUTDOWN_SENT,
        SHUTDOWN_RECEIVED,
        SHUTDOWN_ACK_SENT,
        ENDED;

        boolean isConnecting() {
            return this == COOKIE_WAIT || this == COOKIE_ECHOED;
        }

        boolean takesData() {
            return this == ESTABLISHED || this == SHUTDOWN_PENDING || this == SHUTDOWN_SENT;
        }

        boolean sendsData() {
            return this == ESTABLISHED || this == SHUTDOWN_PENDING || this == SHUTDOWN_RECEIVED;
        }
    }

    final SctpConfig config;
    final PacketBuilder packet;
    final ErrorWriter errors;
    final Handshake handshake;

    private final RandomGenerator random;
    private State state = State.CLOSED;
    private @Nullable Peering peering;
    private long t2Ns = SendSide.NEVER;
    private int t2Attempts;
    private boolean hasAnswered;

    Life(SctpConfig config, RandomGenerator random) {
        this.config = config;
        this.random = random;
        this.packet = new PacketBuilder(config);
        this.errors = new ErrorWriter(packet);
        this.handshake = new Handshake(config, random, packet);
    }

    State state() {
        return state;
    }

    /** Null until the peer's terms are known, and after the end. */
    @Nullable
    Peering peering() {
        return peering;
    }

    /** The verification tag that packets of the peer carry. */
    long localTag() {
        Peering current = peering;
        return current == null ? handshake.localTag() : current.terms().localTag();
    }

    void connect(long nowNs, SctpOutput out) {
        if (state == State.CLOSED) {
            state = State.COOKIE_WAIT;
            handshake.sendInit(nowNs, out);
        }
    }

    /** Answers INIT (RFC 9260 §5.1 B). */
    void answer(long nowNs, InitBody init, SctpOutput out) {
        Terms existing = peering == null || state.isConnecting() ? null : peering.terms();
        handshake.sendInitAck(nowNs, init, existing, out);
        hasAnswered = true;
    }

    /** Whether a cookie with our tag is out. */
    boolean hasAnswered() {
        return hasAnswered;
    }

    /** INIT ACK brought terms. */
    void echo(long nowNs, Terms terms, SctpOutput out) {
        state = State.COOKIE_ECHOED;
        peering = new Peering(config, terms, packet, random);
        handshake.sendCookieEcho(nowNs, errors, out);
    }

    /** A stale cookie: begin again (RFC 9260 §5.2.6). */
    void again(long nowNs, SctpOutput out) {
        state = State.COOKIE_WAIT;
        peering = null;
        handshake.sendInit(nowNs, out);
    }

    /** The peer showed that it agrees; {@code terms} are null when those we have are the ones. */
    void establish(@Nullable Terms terms, SctpOutput out) {
        if (terms != null) {
            peering = new Peering(config, terms, packet, random);
        }
        handshake.stop();
        state = State.ESTABLISHED;
        out.established();
    }

    /** RFC 9260 §5.2.4 A: the peer lost its state and began anew. */
    void restart(Terms terms, SctpOutput out) {
        peering = new Peering(config, terms, packet, random);
        handshake.stop();
        t2Ns = SendSide.NEVER;
        state = State.ESTABLISHED;
        out.restarted();
    }

    void shutdown(SctpOutput out) {
        if (state == State.ESTABLISHED) {
            state = State.SHUTDOWN_PENDING;
        } else if (state == State.CLOSED || state.isConnecting()) {
            end(CloseReason.SHUT_DOWN, "before it was established", out);
        }
    }

    /** RFC 9260 §9.2: SHUTDOWN came. */
    void onShutdown(long nowNs, Peering current, SctpOutput out) {
        switch (state) {
            case ESTABLISHED, SHUTDOWN_PENDING -> state = State.SHUTDOWN_RECEIVED;
            case SHUTDOWN_SENT -> sendShutdownAck(nowNs, current, out);
            default -> {}
        }
    }

    /** Moves the shutdown on when all data is through. */
    void advanceShutdown(long nowNs, SctpOutput out) {
        Peering current = peering;
        if (current == null || !current.send().isDone()) {
            return;
        }
        if (state == State.SHUTDOWN_PENDING) {
            state = State.SHUTDOWN_SENT;
            t2Attempts = 0;
            sendShutdown(nowNs, current, out);
        } else if (state == State.SHUTDOWN_RECEIVED) {
            t2Attempts = 0;
            sendShutdownAck(nowNs, current, out);
        }
    }

    /** RFC 9260 §9.2: DATA that comes after our SHUTDOWN is answered by another one. */
    void sendShutdown(long nowNs, Peering current, SctpOutput out) {
        int at = packet.chunk(ChunkType.SHUTDOWN, 0, 4, out);
        Wire.put32(packet.data(), at, current.receive().cumulativeTsn());
        t2Ns = nowNs + current.roundTrip().timeoutNs();
    }

    void sendShutdownAck(long nowNs, Peering current, SctpOutput out) {
        state = State.SHUTDOWN_ACK_SENT;
        packet.chunk(ChunkType.SHUTDOWN_ACK, 0, 0, out);
        t2Ns = nowNs + current.roundTrip().timeoutNs();
    }

    void onTime(long nowNs, SctpOutput out) {
        if (nowNs >= t2Ns) {
            onT2(nowNs, out);
        }
        if (state.isConnecting() && handshake.isDue(nowNs)) {
            onT1(nowNs, out);
        }
    }

    long deadlineNs() {
        return Math.min(t2Ns, handshake.deadlineNs());
    }

    /** Tells the peer why and ends. */
    void abort(CloseReason reason, AbortCause cause, SctpOutput out) {
        if (peering != null) {
            packet.chunk(ChunkType.ABORT, 0, cause.encode(), out);
            packet.flush(out);
        }
        end(reason, cause.text(), out);
    }

    void end(CloseReason reason, String detail, SctpOutput out) {
        if (state != State.ENDED) {
            packet.flush(out);
            state = State.ENDED;
            peering = null;
            t2Ns = SendSide.NEVER;
            handshake.stop();
            out.closed(reason, detail);
        }
    }

    private void onT1(long nowNs, SctpOutput out) {
        if (!handshake.mayRetry()) {
            String what = state == State.COOKIE_WAIT ? "INIT" : "COOKIE ECHO";
            end(CloseReason.HANDSHAKE_FAILED, "no answer to " + what, out);
        } else if (state == State.COOKIE_WAIT) {
            handshake.sendInit(nowNs, out);
        } else {
            handshake.sendCookieEcho(nowNs, errors, out);
        }
    }

    private void onT2(long nowNs, SctpOutput out) {
        Peering current = peering;
        t2Ns = SendSide.NEVER;
        if (current == null) {
            return;
        }
        current.roundTrip().backOff();
        if (++t2Attempts > MAX_RETRANSMITS) {
            end(CloseReason.PEER_UNREACHABLE, "no answer to SHUTDOWN", out);
        } else if (state == State.SHUTDOWN_SENT) {
            sendShutdown(nowNs, current, out);
        } else if (state == State.SHUTDOWN_ACK_SENT) {
            sendShutdownAck(nowNs, current, out);
        }
    }
}
