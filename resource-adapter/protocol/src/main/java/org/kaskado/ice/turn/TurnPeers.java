package org.kaskado.ice.turn;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The peers of one allocation, by address and by channel number, bounded. */
final class TurnPeers {
    /** RFC 8656 §12: channel numbers that clients may use. */
    static final int FIRST_CHANNEL = 0x4000;

    static final int LAST_CHANNEL = 0x4FFF;
    static final int MAX_PEERS = 64;

    private final Map<InetSocketAddress, TurnPeer> byAddress = new HashMap<>();
    private final List<@Nullable TurnPeer> byChannel = new ArrayList<>();

    @Nullable
    TurnPeer find(InetSocketAddress address) {
        return byAddress.get(address);
    }

    @Nullable
    TurnPeer find(int channel) {
        int index = channel - FIRST_CHANNEL;
        return index >= 0 && index < byChannel.size() ? byChannel.get(index) : null;
    }

    /** A new peer with a channel number of its own (never used again, §12.1), or null when there are too many. */
    @Nullable
    TurnPeer add(InetSocketAddress address, long nowNs) {
        int channel = FIRST_CHANNEL + byChannel.size();
        if (byAddress.size() == MAX_PEERS || channel > LAST_CHANNEL) {
            return null;
        }
        TurnPeer peer = new TurnPeer(address, channel, nowNs);
        byAddress.put(address, peer);
        byChannel.add(peer);
        return peer;
    }

    /** Whether the server passes on datagrams from that address, whatever the port (RFC 8656 §9). */
    boolean isPermitted(InetAddress address) {
        return byAddress.values().stream()
                .anyMatch(peer -> peer.standing() == TurnPeer.Standing.PERMITTED
                        && peer.address().getAddress().equals(address));
    }

    void removeIdle(long nowNs) {
        byAddress.values().removeIf(peer -> {
            boolean isIdle = peer.isIdle(nowNs);
            if (isIdle) {
                byChannel.set(peer.channel() - FIRST_CHANNEL, null);
            }
            return isIdle;
        });
    }

    Collection<TurnPeer> all() {
        return byAddress.values();
    }
}
