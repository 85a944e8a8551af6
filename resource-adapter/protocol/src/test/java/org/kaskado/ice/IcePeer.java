package org.kaskado.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.DropCounters;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.TransportProtocol;

/** An agent with a place in the virtual network, recording what it says. */
class IcePeer implements VirtualNetwork.Node, IceOutput {
    final VirtualNetwork network;
    final IceAgent agent;
    final List<IceState> states = new ArrayList<>();
    final List<FiveTuple> selections = new ArrayList<>();
    final List<FiveTuple> valid = new ArrayList<>();
    final List<String> names = new ArrayList<>();
    final List<String> retired = new ArrayList<>();
    final List<byte[]> transmitted = new ArrayList<>();
    final List<LocalCandidate> locals = new ArrayList<>();
    final DropCounters drops = new DropCounters();
    private final VirtualNetwork.@Nullable Nat realm;
    private TransportProtocol protocol = TransportProtocol.UDP;

    IcePeer(VirtualNetwork network, VirtualNetwork.@Nullable Nat realm, IceConfig config, long seed) {
        this.network = network;
        this.realm = realm;
        this.agent = new IceAgent(config, new Random(seed));
    }

    IcePeer host(String ip, int port) {
        InetSocketAddress address = VirtualNetwork.address(ip, port);
        network.attach(this, address, realm);
        return local(LocalCandidate.host(protocol, address, address, 65_535 - locals.size()));
    }

    IcePeer local(LocalCandidate candidate) {
        locals.add(candidate);
        agent.addLocalCandidate(network.nowNs(), candidate, this);
        return this;
    }

    IcePeer over(TransportProtocol other) {
        protocol = other;
        return this;
    }

    void meet(IceCredentials credentials, IceMode mode) {
        agent.setRemote(network.nowNs(), credentials, mode, this);
    }

    Drop offered(Candidate candidate) {
        String line = candidate.toLine();
        CandidateLine read = CandidateLine.parse(line);
        return agent.addRemoteCandidate(network.nowNs(), Objects.requireNonNull(read.candidate(), read.error()), this);
    }

    void offeredAll(IcePeer other) {
        other.locals.forEach(local -> offered(local.candidate()));
    }

    /** Both sides know everything of each other at once. */
    static void signal(IcePeer left, IcePeer right, IceMode leftMode, IceMode rightMode) {
        left.meet(right.agent.localCredentials(), rightMode);
        right.meet(left.agent.localCredentials(), leftMode);
        left.offeredAll(right);
        right.offeredAll(left);
    }

    static void signal(IcePeer left, IcePeer right) {
        signal(left, right, IceMode.FULL, IceMode.FULL);
    }

    boolean isUp() {
        return agent.state() == IceState.COMPLETED;
    }

    FiveTuple path() {
        return Objects.requireNonNull(agent.selectedPath());
    }

    @Override
    public void receive(long nowNs, InetSocketAddress local, InetSocketAddress remote, byte[] data) {
        arrive(nowNs, new FiveTuple(protocol, local, remote), data);
    }

    void arrive(long nowNs, FiveTuple path, byte[] data) {
        drops.count(agent.onDatagram(nowNs, path, PacketBuffer.of(data), this));
    }

    @Override
    public void onTime(long nowNs) {
        agent.onTime(nowNs, this);
    }

    @Override
    public long deadlineNs() {
        return agent.deadlineNs();
    }

    @Override
    public void transmit(FiveTuple path, byte[] data, int offset, int length) {
        byte[] copy = Arrays.copyOfRange(data, offset, offset + length);
        transmitted.add(copy);
        network.send(realm, path.local(), path.remote(), copy);
    }

    @Override
    public void selected(FiveTuple path) {
        selections.add(path);
    }

    @Override
    public void stateChanged(IceState state) {
        states.add(state);
    }

    @Override
    public void validated(FiveTuple path) {
        valid.add(path);
    }

    @Override
    public void invalidated(FiveTuple path) {
        valid.remove(path);
    }

    @Override
    public void needsResolution(String name, Candidate candidate) {
        names.add(name);
    }

    @Override
    public void credentialsRetired(String localUfrag) {
        retired.add(localUfrag);
    }
}
