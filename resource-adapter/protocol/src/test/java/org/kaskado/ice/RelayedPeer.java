package org.kaskado.ice;

import java.net.InetSocketAddress;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.kaskado.ice.turn.TurnClient;
import org.kaskado.ice.turn.TurnConfig;
import org.kaskado.ice.turn.TurnOutput;
import org.kaskado.ice.turn.TurnServerStub;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.TransportProtocol;

/** A peer with an address lent by a TURN server; does what a shell does. */
final class RelayedPeer extends IcePeer implements TurnOutput {
    private final InetSocketAddress server;
    private final TurnClient turn;
    private @Nullable InetSocketAddress relayed;

    RelayedPeer(
            VirtualNetwork network,
            VirtualNetwork.Nat realm,
            IceConfig config,
            InetSocketAddress base,
            InetSocketAddress server) {
        super(network, realm, config, base.getPort());
        this.server = server;
        FiveTuple path = new FiveTuple(TransportProtocol.UDP, base, server);
        turn = new TurnClient(
                new TurnConfig(path, TurnServerStub.USER, TurnServerStub.PASSWORD, false), new Random(base.getPort()));
        network.attach(this, base, realm);
        turn.start(network.nowNs(), this);
    }

    /** A TURN server in the network. */
    static TurnServerStub server(VirtualNetwork network, InetSocketAddress address) {
        TurnServerStub stub = new TurnServerStub(address, (from, to, data) -> network.send(null, from, to, data));
        VirtualNetwork.Node node = new VirtualNetwork.Node() {
            @Override
            public void receive(long nowNs, InetSocketAddress local, InetSocketAddress remote, byte[] data) {
                stub.receive(local, remote, data);
            }

            @Override
            public void onTime(long nowNs) {}

            @Override
            public long deadlineNs() {
                return Long.MAX_VALUE;
            }
        };
        network.attach(node, address, null);
        for (int port = 50_000; port < 50_010; port++) {
            network.attach(node, new InetSocketAddress(address.getAddress(), port), null);
        }
        return stub;
    }

    @Override
    public void receive(long nowNs, InetSocketAddress local, InetSocketAddress remote, byte[] data) {
        if (remote.equals(server)) {
            FiveTuple path = new FiveTuple(TransportProtocol.UDP, local, remote);
            drops.count(turn.onDatagram(nowNs, path, PacketBuffer.of(data), this));
        } else {
            super.receive(nowNs, local, remote, data);
        }
    }

    @Override
    public void onTime(long nowNs) {
        turn.onTime(nowNs, this);
        super.onTime(nowNs);
    }

    @Override
    public long deadlineNs() {
        return Math.min(turn.deadlineNs(), super.deadlineNs());
    }

    @Override
    public void transmit(FiveTuple path, byte[] data, int offset, int length) {
        if (path.local().equals(relayed)) {
            PacketBuffer packet = PacketBuffer.of(data);
            packet.bounds(offset, length);
            drops.count(turn.send(network.nowNs(), path.remote(), packet, this));
        } else {
            super.transmit(path, data, offset, length);
        }
    }

    @Override
    public void selected(FiveTuple path) {
        super.selected(path);
        if (path.local().equals(relayed)) {
            turn.bindChannel(network.nowNs(), path.remote(), this);
        }
    }

    @Override
    public void allocated(InetSocketAddress relayedAddress, InetSocketAddress mapped) {
        relayed = relayedAddress;
        local(LocalCandidate.relayed(relayedAddress, mapped, server, 65_535));
    }

    @Override
    public void received(InetSocketAddress peer, byte[] data, int offset, int length) {
        byte[] copy = java.util.Arrays.copyOfRange(data, offset, offset + length);
        arrive(
                network.nowNs(),
                new FiveTuple(TransportProtocol.UDP, java.util.Objects.requireNonNull(relayed), peer),
                copy);
    }

    @Override
    public void failed(String reason) {
        throw new AssertionError(reason);
    }
}
