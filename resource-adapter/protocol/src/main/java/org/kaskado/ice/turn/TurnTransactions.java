package org.kaskado.ice.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.TransportProtocol;
import org.kaskado.stun.RetransmitTimer;
import org.kaskado.stun.StunAttribute;
import org.kaskado.stun.StunClass;
import org.kaskado.stun.StunMethod;
import org.kaskado.stun.StunWriter;
import org.kaskado.stun.TransactionId;

/** Requests to the server that wait for an answer. */
final class TurnTransactions {
    /** RFC 8656 §14.7: UDP. */
    private static final long TRANSPORT_UDP = 17L << 24;
    /** RFC 8656 §14.6: IPv6. */
    private static final long FAMILY_IPV6 = 2L << 24;

    private static final int MAX_OPEN = 128;

    private final TurnConfig config;
    private final LongTermAuth auth;
    private final RandomGenerator random;
    private final List<Open> open = new ArrayList<>();

    /**
     * One of them.
     *
     * @param peer the peer of a permission or channel, else null
     * @param lifetimeS what an allocation or refresh asks for
     * @param attempt 1 at first, then counted up by 401 and 438
     */
    record Open(
            TransactionId id,
            int method,
            @Nullable TurnPeer peer,
            int lifetimeS,
            int attempt,
            boolean isSigned,
            byte[] bytes,
            RetransmitTimer timer) {}

    TurnTransactions(TurnConfig config, LongTermAuth auth, RandomGenerator random) {
        this.config = config;
        this.auth = auth;
        this.random = random;
    }

    /** Sends a request; nothing happens while too many are open. */
    void start(long nowNs, int method, @Nullable TurnPeer peer, int lifetimeS, TurnOutput out) {
        send(nowNs, new Request(method, peer, lifetimeS), 1, out);
    }

    /** Sends a request again, with what the server asked for. */
    void again(long nowNs, Open before, TurnOutput out) {
        send(nowNs, new Request(before.method(), before.peer(), before.lifetimeS()), before.attempt() + 1, out);
    }

    private record Request(int method, @Nullable TurnPeer peer, int lifetimeS) {}

    private void send(long nowNs, Request request, int attempt, TurnOutput out) {
        if (open.size() == MAX_OPEN) {
            return;
        }
        TransactionId id = TransactionId.random(random);
        StunWriter writer = new StunWriter(StunClass.REQUEST, request.method(), id);
        TurnPeer peer = request.peer();
        switch (request.method()) {
            case StunMethod.ALLOCATE -> addAllocation(writer.add32(StunAttribute.LIFETIME, request.lifetimeS()));
            case StunMethod.REFRESH -> writer.add32(StunAttribute.LIFETIME, request.lifetimeS());
            case StunMethod.CHANNEL_BIND ->
                writer.add32(StunAttribute.CHANNEL_NUMBER, peer == null ? 0 : (long) peer.channel() << 16);
            default -> {}
        }
        if (peer != null) {
            writer.addXorAddress(StunAttribute.XOR_PEER_ADDRESS, peer.address());
        }
        FiveTuple path = config.path();
        RetransmitTimer timer = path.protocol() == TransportProtocol.UDP
                ? RetransmitTimer.datagram(nowNs, RetransmitTimer.RTO_NS)
                : RetransmitTimer.stream(nowNs);
        boolean isSigned = auth.hasKey();
        byte[] bytes = auth.sign(writer);
        open.add(new Open(id, request.method(), peer, request.lifetimeS(), attempt, isSigned, bytes, timer));
        out.transmit(path, bytes, 0, bytes.length);
    }

    private void addAllocation(StunWriter writer) {
        writer.add32(StunAttribute.REQUESTED_TRANSPORT, TRANSPORT_UDP);
        if (config.wantsIpv6()) {
            writer.add32(StunAttribute.REQUESTED_ADDRESS_FAMILY, FAMILY_IPV6);
        }
    }

    @Nullable
    Open find(TransactionId id) {
        for (Open candidate : open) {
            if (candidate.id().equals(id)) {
                return candidate;
            }
        }
        return null;
    }

    void remove(Open done) {
        open.remove(done);
    }

    boolean isOpen(int method, @Nullable TurnPeer peer) {
        return open.stream().anyMatch(one -> one.method() == method && one.peer() == peer);
    }

    void clear() {
        open.clear();
    }

    /** Repeats what is due; answers one that was given up, or null. */
    @Nullable
    Open onTime(long nowNs, TurnOutput out) {
        for (Open one : open) {
            switch (one.timer().onTime(nowNs)) {
                case SEND_AGAIN -> out.transmit(config.path(), one.bytes(), 0, one.bytes().length);
                case GIVEN_UP -> {
                    open.remove(one);
                    return one;
                }
                case NOTHING -> {}
            }
        }
        return null;
    }

    long deadlineNs() {
        long deadline = Long.MAX_VALUE;
        for (Open one : open) {
            deadline = Math.min(deadline, one.timer().deadlineNs());
        }
        return deadline;
    }
}
