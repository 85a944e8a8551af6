package org.kaskado.ice.turn;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.stun.StunAttribute;
import org.kaskado.stun.StunClass;
import org.kaskado.stun.StunError;
import org.kaskado.stun.StunMessage;
import org.kaskado.stun.StunMethod;

/**
 * One allocation on a TURN server (RFC 8656). {@link #start} it; when it is {@link TurnOutput#allocated}, {@link #send} to
 * peers: the permission is asked for with the first datagram; {@link #bindChannel} the peer that media goes to, which
 * takes 36 bytes off each packet. Touched by one thread.
 */
public final class TurnClient {
    private static final int LIFETIME_S = 600;
    /** Refresh so long before the end (RFC 8656 §8.1: a minute). */
    private static final long MARGIN_S = 60;

    private static final int MAX_LIFETIME_S = 3_600;
    private static final int MAX_ATTEMPTS = 4;
    private static final long NEVER = Long.MAX_VALUE;

    private enum State {
        NEW,
        ALLOCATING,
        ALLOCATED,
        CLOSED
    }

    private final TurnConfig config;
    private final LongTermAuth auth;
    private final TurnTransactions transactions;
    private final TurnPeers peers = new TurnPeers();
    private final TurnData data;
    private State state = State.NEW;
    private long refreshNs = NEVER;

    /** @param random cryptographically strong */
    public TurnClient(TurnConfig config, RandomGenerator random) {
        this.config = config;
        this.auth = new LongTermAuth(config.username(), config.password());
        this.transactions = new TurnTransactions(config, auth, random);
        this.data = new TurnData(config.path(), peers, random);
    }

    /** Asks for an allocation; first without credentials, as the server wants to be asked. */
    public void start(long nowNs, TurnOutput out) {
        if (state == State.NEW) {
            state = State.ALLOCATING;
            transactions.start(nowNs, StunMethod.ALLOCATE, null, LIFETIME_S, out);
        }
    }

    public boolean isAllocated() {
        return state == State.ALLOCATED;
    }

    /**
     * A datagram, or one {@linkplain TurnFraming frame} of the stream, from the server; others are refused. The buffer is
     * borrowed.
     */
    public Drop onDatagram(long nowNs, FiveTuple from, PacketBuffer in, TurnOutput out) {
        if (state == State.NEW || state == State.CLOSED) {
            return Drop.NOT_WANTED;
        }
        if (!from.equals(config.path())) {
            return Drop.UNKNOWN_PEER;
        }
        if (TurnData.isChannelData(in)) {
            return data.onChannelData(in, out);
        }
        StunMessage message = StunMessage.parse(in.array(), in.offset(), in.length());
        if (message == null) {
            return Drop.MALFORMED;
        }
        return message.is(StunClass.INDICATION, StunMethod.DATA)
                ? data.onIndication(message, out)
                : onResponse(nowNs, message, out);
    }

    private Drop onResponse(long nowNs, StunMessage response, TurnOutput out) {
        TurnTransactions.Open open = transactions.find(response.transactionId());
        if (open == null || response.method() != open.method()) {
            return Drop.NOT_WANTED;
        }
        boolean isSuccess = response.messageClass() == StunClass.SUCCESS;
        boolean needsSignature = isSuccess && open.isSigned();
        if ((needsSignature || (open.isSigned() && response.isSigned())) && !auth.isFromServer(response)) {
            return Drop.BAD_AUTHENTICATION;
        }
        transactions.remove(open);
        if (isSuccess) {
            onSuccess(nowNs, open, response, out);
        } else {
            StunError error = response.error();
            onError(nowNs, open, error == null ? new StunError(500, "no error code") : error, response, out);
        }
        return Drop.NONE;
    }

    private void onSuccess(long nowNs, TurnTransactions.Open open, StunMessage response, TurnOutput out) {
        TurnPeer peer = open.peer();
        if (open.method() == StunMethod.ALLOCATE) {
            onAllocated(nowNs, response, out);
        } else if (open.method() == StunMethod.REFRESH) {
            planRefresh(nowNs, response);
        } else if (peer != null) {
            if (open.method() == StunMethod.CHANNEL_BIND) {
                peer.bound();
            } else {
                peer.permitted();
            }
            peer.renewed(nowNs);
            for (byte[] waiting : peer.takePending()) {
                data.send(peer, waiting, 0, waiting.length, out);
            }
            bindIfWanted(nowNs, peer, out);
        }
    }

    private void onAllocated(long nowNs, StunMessage response, TurnOutput out) {
        InetSocketAddress relayed = response.xorAddress(StunAttribute.XOR_RELAYED_ADDRESS);
        InetSocketAddress mapped = response.xorAddress(StunAttribute.XOR_MAPPED_ADDRESS);
        if (relayed == null || mapped == null) {
            fail("sent an allocation without addresses", out);
            return;
        }
        state = State.ALLOCATED;
        planRefresh(nowNs, response);
        out.allocated(relayed, mapped);
    }

    private void planRefresh(long nowNs, StunMessage response) {
        long lifetimeS = Math.min(response.get32(StunAttribute.LIFETIME, LIFETIME_S), MAX_LIFETIME_S);
        long waitS = lifetimeS > 2 * MARGIN_S ? lifetimeS - MARGIN_S : Math.max(1, lifetimeS / 2);
        refreshNs = nowNs + TimeUnit.SECONDS.toNanos(waitS);
    }

    private void onError(
            long nowNs, TurnTransactions.Open open, StunError error, StunMessage response, TurnOutput out) {
        boolean isChallenge = (error.code() == StunError.UNAUTHENTICATED && !open.isSigned())
                || error.code() == StunError.STALE_NONCE;
        if (isChallenge && open.attempt() < MAX_ATTEMPTS && auth.learn(response)) {
            transactions.again(nowNs, open, out);
            return;
        }
        TurnPeer peer = open.peer();
        if (peer == null) {
            fail(describe(error, response), out);
        } else if (open.method() == StunMethod.CHANNEL_BIND) {
            peer.unbound();
        } else {
            peer.refused();
        }
    }

    private String describe(StunError error, StunMessage response) {
        InetSocketAddress other = response.plainAddress(StunAttribute.ALTERNATE_SERVER);
        String text = "answered " + error.code() + " " + error.reason();
        if (error.code() == StunError.TRY_ALTERNATE && other != null) {
            return text + " and points to " + other;
        }
        return error.code() == StunError.UNAUTHENTICATED
                ? text + ": the user '" + config.username() + "' or the password is wrong"
                : text;
    }

    private void fail(String what, TurnOutput out) {
        end();
        out.failed("TURN server " + config.path().remote() + " " + what);
    }

    /**
     * Sends a datagram from the relayed address. Until the server permits the peer, the last four
     * datagrams wait. The buffer is borrowed; allocates nothing once a channel is bound.
     *
     * @return {@link Drop#NONE}, or why it goes nowhere
     */
    public Drop send(long nowNs, InetSocketAddress to, PacketBuffer packet, TurnOutput out) {
        if (state != State.ALLOCATED) {
            return Drop.NOT_WANTED;
        }
        TurnPeer peer = known(nowNs, to, out);
        if (peer == null) {
            return Drop.OVER_BUDGET;
        }
        peer.used(nowNs);
        return data.send(peer, packet.array(), packet.offset(), packet.length(), out);
    }

    private @Nullable TurnPeer known(long nowNs, InetSocketAddress address, TurnOutput out) {
        TurnPeer peer = peers.find(address);
        if (peer == null) {
            peer = peers.add(address, nowNs);
            if (peer != null) {
                transactions.start(nowNs, StunMethod.CREATE_PERMISSION, peer, 0, out);
            }
        }
        return peer;
    }

    /** Binds a channel to a peer, so that its packets have a header of four bytes. */
    public void bindChannel(long nowNs, InetSocketAddress address, TurnOutput out) {
        TurnPeer peer = state == State.ALLOCATED ? known(nowNs, address, out) : null;
        if (peer != null) {
            peer.wantChannel();
            bindIfWanted(nowNs, peer, out);
        }
    }

    private void bindIfWanted(long nowNs, TurnPeer peer, TurnOutput out) {
        boolean mayBind = peer.wantsChannel() && !peer.isBound() && peer.standing() == TurnPeer.Standing.PERMITTED;
        if (mayBind && !transactions.isOpen(StunMethod.CHANNEL_BIND, peer)) {
            transactions.start(nowNs, StunMethod.CHANNEL_BIND, peer, 0, out);
        }
    }

    /** Does what is due. */
    public void onTime(long nowNs, TurnOutput out) {
        if (state == State.NEW || state == State.CLOSED) {
            return;
        }
        TurnTransactions.Open lost = transactions.onTime(nowNs, out);
        while (lost != null) {
            TurnPeer peer = lost.peer();
            if (peer == null) {
                fail("gave no answer", out);
                return;
            }
            peer.refused();
            lost = transactions.onTime(nowNs, out);
        }
        if (nowNs >= refreshNs) {
            refreshNs = NEVER;
            transactions.start(nowNs, StunMethod.REFRESH, null, LIFETIME_S, out);
        }
        peers.removeIdle(nowNs);
        for (TurnPeer peer : peers.all()) {
            if (nowNs >= peer.renewNs() && peer.standing() == TurnPeer.Standing.PERMITTED) {
                int method = peer.isBound() ? StunMethod.CHANNEL_BIND : StunMethod.CREATE_PERMISSION;
                peer.renewed(nowNs);
                transactions.start(nowNs, method, peer, 0, out);
            }
        }
    }

    public long deadlineNs() {
        if (state == State.NEW || state == State.CLOSED) {
            return NEVER;
        }
        long deadline = Math.min(refreshNs, transactions.deadlineNs());
        for (TurnPeer peer : peers.all()) {
            boolean renews = peer.standing() == TurnPeer.Standing.PERMITTED;
            deadline = renews ? Math.min(deadline, peer.renewNs()) : deadline;
        }
        return deadline;
    }

    /** Gives the address back (RFC 8656 §8.1: lifetime 0); closing twice is silence. */
    public void close(long nowNs, TurnOutput out) {
        if (state == State.ALLOCATED) {
            transactions.start(nowNs, StunMethod.REFRESH, null, 0, out);
        }
        end();
    }

    private void end() {
        state = State.CLOSED;
        refreshNs = NEVER;
        transactions.clear();
    }
}
