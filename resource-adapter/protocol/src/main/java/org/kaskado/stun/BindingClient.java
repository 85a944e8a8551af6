package org.kaskado.stun;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.TransportProtocol;

/**
 * Asks a STUN server how it sees a UDP socket of ours (RFC 8489 §2, RFC 8445 §5.1.1.2), and asks again so that the NAT
 * keeps the mapping. What it learns holds for the socket, so all sessions of one port share one client. Touched by one thread.
 */
public final class BindingClient {
    /** RFC 8445 §11: at least this often; NATs forget UDP mappings after 30 s. */
    static final long KEEP_NS = TimeUnit.SECONDS.toNanos(15);
    /** A server that gave no answer is asked again so late. */
    static final long RETRY_NS = TimeUnit.SECONDS.toNanos(60);

    /** What the client wants done; only enqueues. */
    public interface Output {
        /** A datagram to the server; the bytes are borrowed for the call. */
        void transmit(FiveTuple path, byte[] data, int offset, int length);

        /** The server sees the socket as this; told at first and after each change. */
        void mapped(InetSocketAddress address);

        /** No answer, or an error; it is tried again after a minute. The sentence names the server and what it said. */
        void failed(String reason);
    }

    private final FiveTuple path;
    private final RandomGenerator random;
    private @Nullable TransactionId transaction;
    private byte[] request = {};
    private @Nullable RetransmitTimer timer;
    private @Nullable InetSocketAddress mapped;
    private long nextNs = Long.MIN_VALUE;
    private boolean isClosed;

    /**
     * @param path from our socket to the server, UDP
     * @param random cryptographically strong
     */
    public BindingClient(FiveTuple path, RandomGenerator random) {
        if (path.protocol() != TransportProtocol.UDP) {
            throw new IllegalArgumentException("a STUN server is asked over UDP, not " + path.protocol());
        }
        this.path = path;
        this.random = random;
    }

    /** Whether a datagram from the server's address may be an answer: the port is shared. */
    public boolean isAnswer(StunMessage message) {
        return message.method() == StunMethod.BINDING && message.transactionId().equals(transaction);
    }

    /** An answer; {@link Drop#NOT_WANTED} when it is none to us. */
    public Drop onDatagram(long nowNs, FiveTuple from, PacketBuffer in, Output out) {
        StunMessage message = StunMessage.parse(in.array(), in.offset(), in.length());
        if (message == null) {
            return Drop.MALFORMED;
        }
        if (isClosed || !isAnswer(message) || !from.equals(path)) {
            return Drop.NOT_WANTED;
        }
        transaction = null;
        timer = null;
        InetSocketAddress seen = message.xorAddress(StunAttribute.XOR_MAPPED_ADDRESS);
        seen = seen == null ? message.plainAddress(StunAttribute.MAPPED_ADDRESS) : seen;
        StunError error = message.error();
        if (message.messageClass() != StunClass.SUCCESS || seen == null || message.notUnderstood().length > 0) {
            fail(nowNs, error == null ? "sent no address" : "said " + error.code() + " " + error.reason(), out);
            return Drop.NONE;
        }
        nextNs = nowNs + KEEP_NS;
        if (!seen.equals(mapped)) {
            mapped = seen;
            out.mapped(seen);
        }
        return Drop.NONE;
    }

    private void fail(long nowNs, String what, Output out) {
        nextNs = nowNs + RETRY_NS;
        out.failed("STUN server " + path.remote() + " " + what);
    }

    /** Does what is due; called once at the start. */
    public void onTime(long nowNs, Output out) {
        if (isClosed) {
            return;
        }
        RetransmitTimer running = timer;
        if (running == null) {
            if (nowNs >= nextNs) {
                ask(nowNs, out);
            }
            return;
        }
        switch (running.onTime(nowNs)) {
            case SEND_AGAIN -> out.transmit(path, request, 0, request.length);
            case GIVEN_UP -> {
                transaction = null;
                timer = null;
                fail(nowNs, "gave no answer", out);
            }
            case NOTHING -> {}
        }
    }

    private void ask(long nowNs, Output out) {
        TransactionId id = TransactionId.random(random);
        transaction = id;
        request = new StunWriter(StunClass.REQUEST, StunMethod.BINDING, id).fingerprint();
        timer = RetransmitTimer.datagram(nowNs, RetransmitTimer.RTO_NS);
        out.transmit(path, request, 0, request.length);
    }

    public long deadlineNs() {
        if (isClosed) {
            return Long.MAX_VALUE;
        }
        return timer == null ? nextNs : timer.deadlineNs();
    }

    /** Asks no more. */
    public void close() {
        isClosed = true;
    }
}
