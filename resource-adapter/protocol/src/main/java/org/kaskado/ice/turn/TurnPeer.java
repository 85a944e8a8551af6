package org.kaskado.ice.turn;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the server has been told of one peer: permission (RFC 8656 §9) and channel (§12). */
final class TurnPeer {
    enum Standing {
        ASKED,
        PERMITTED,
        REFUSED
    }

    /** A permission lasts five minutes, a channel ten; binding renews both. */
    static final long RENEW_NS = TimeUnit.MINUTES.toNanos(4);
    /** A peer that we sent nothing to for so long is forgotten. */
    static final long IDLE_NS = TimeUnit.MINUTES.toNanos(5);

    private static final int MAX_PENDING = 4;

    private final InetSocketAddress address;
    private final int channel;
    private final List<byte[]> pending = new ArrayList<>();
    private Standing standing = Standing.ASKED;
    private boolean wantsChannel;
    private boolean bound;
    private long usedNs;
    private long renewNs;

    TurnPeer(InetSocketAddress address, int channel, long nowNs) {
        this.address = address;
        this.channel = channel;
        this.usedNs = nowNs;
        this.renewNs = nowNs + RENEW_NS;
    }

    InetSocketAddress address() {
        return address;
    }

    /** The number that is its channel once it is bound. */
    int channel() {
        return channel;
    }

    Standing standing() {
        return standing;
    }

    boolean isBound() {
        return bound;
    }

    boolean wantsChannel() {
        return wantsChannel;
    }

    void wantChannel() {
        wantsChannel = true;
    }

    void permitted() {
        standing = Standing.PERMITTED;
    }

    void bound() {
        standing = Standing.PERMITTED;
        bound = true;
    }

    void refused() {
        standing = Standing.REFUSED;
        bound = false;
        pending.clear();
    }

    /** The server would not bind; indications still work. */
    void unbound() {
        bound = false;
        wantsChannel = false;
    }

    /** Keeps a datagram until the permission is there; the oldest goes first. */
    void keep(byte[] data, int offset, int length) {
        if (pending.size() == MAX_PENDING) {
            pending.remove(0);
        }
        pending.add(Arrays.copyOfRange(data, offset, offset + length));
    }

    List<byte[]> takePending() {
        List<byte[]> taken = List.copyOf(pending);
        pending.clear();
        return taken;
    }

    void used(long nowNs) {
        usedNs = nowNs;
    }

    boolean isIdle(long nowNs) {
        return nowNs - usedNs >= IDLE_NS;
    }

    long renewNs() {
        return renewNs;
    }

    void renewed(long nowNs) {
        renewNs = nowNs + RENEW_NS;
    }
}
