package org.kaskado.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kaskado.ice.VirtualNetwork.address;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaskado.ice.VirtualNetwork.Nat;
import org.kaskado.ice.VirtualNetwork.NatKind;
import org.kaskado.ice.turn.TurnServerStub;

class IceNatTest {
    private static final IceConfig CONTROLLING = IceConfig.full(IceRole.CONTROLLING);
    private static final IceConfig CONTROLLED = IceConfig.full(IceRole.CONTROLLED);
    private static final InetSocketAddress STUN = address("203.0.113.9", 3478);

    private static void reflexive(IcePeer peer, Nat nat) {
        InetSocketAddress base = peer.locals.get(0).base();
        peer.local(LocalCandidate.serverReflexive(nat.outward(base, STUN), base, STUN, 65_535));
    }

    @ParameterizedTest
    @CsvSource({"FULL_CONE,FULL_CONE", "FULL_CONE,ADDRESS_RESTRICTED", "ADDRESS_RESTRICTED,ADDRESS_RESTRICTED"})
    void shouldCompleteThroughTwoNats(NatKind leftKind, NatKind rightKind) {
        VirtualNetwork network = new VirtualNetwork(1);
        Nat leftNat = new Nat(leftKind, "192.0.2.1");
        Nat rightNat = new Nat(rightKind, "192.0.2.2");
        IcePeer left = new IcePeer(network, leftNat, CONTROLLING, 1).host("10.0.0.1", 1000);
        IcePeer right = new IcePeer(network, rightNat, CONTROLLED, 2).host("10.0.0.1", 2000);
        reflexive(left, leftNat);
        reflexive(right, rightNat);
        IcePeer.signal(left, right);
        network.runMs(5_000);
        assertThat(left.isUp() && right.isUp()).isTrue();
        assertThat(left.path().remote().getAddress()).isEqualTo(IpLiteral.parse("192.0.2.2"));
        assertThat(left.path().local()).isEqualTo(address("10.0.0.1", 1000));
    }

    @Test
    void shouldReachAServerFromBehindASymmetricNat() {
        VirtualNetwork network = new VirtualNetwork(1);
        Nat nat = new Nat(NatKind.SYMMETRIC, "192.0.2.1");
        IcePeer browser = new IcePeer(network, nat, CONTROLLING, 1).host("10.0.0.1", 1000);
        IcePeer server = new IcePeer(network, null, CONTROLLED, 2).host("198.51.100.2", 10_000);
        IcePeer.signal(browser, server);
        network.runMs(1_000);
        assertThat(browser.isUp() && server.isUp()).isTrue();
        assertThat(server.path().remote().getAddress()).isEqualTo(IpLiteral.parse("192.0.2.1"));
    }

    @Test
    void shouldAnnounceTheExternalAddressOfAStaticNat() {
        VirtualNetwork network = new VirtualNetwork(1);
        IcePeer browser = new IcePeer(network, null, CONTROLLING, 1).host("198.51.100.1", 1000);
        Nat nat = new Nat(NatKind.FULL_CONE, "192.0.2.1");
        IcePeer server = new IcePeer(network, nat, CONTROLLED, 2);
        InetSocketAddress base = address("10.0.0.1", 10_000);
        network.attach(server, base, nat);
        InetSocketAddress outside = nat.outward(base, STUN);
        server.local(LocalCandidate.host(org.kaskado.net.TransportProtocol.UDP, outside, base, 65_535));
        assertThat(server.locals.get(0).candidate().toLine()).contains(" 192.0.2.1 " + outside.getPort() + " typ host");
        IcePeer.signal(browser, server);
        network.runMs(1_000);
        assertThat(browser.isUp() && server.isUp()).isTrue();
        assertThat(browser.path().remote()).isEqualTo(outside);
        assertThat(server.path().local()).isEqualTo(base);
    }

    @Test
    void shouldUseTheRelayBetweenTwoSymmetricNats() {
        VirtualNetwork network = new VirtualNetwork(1).loss(0.05);
        TurnServerStub server = RelayedPeer.server(network, STUN);
        Nat leftNat = new Nat(NatKind.SYMMETRIC, "192.0.2.1");
        Nat rightNat = new Nat(NatKind.SYMMETRIC, "192.0.2.2");
        RelayedPeer left = new RelayedPeer(network, leftNat, CONTROLLING, address("10.0.0.1", 1000), STUN);
        RelayedPeer right = new RelayedPeer(network, rightNat, CONTROLLED, address("10.0.0.1", 2000), STUN);
        network.runMs(5_000);
        left.host("10.0.0.1", 1000);
        right.host("10.0.0.1", 2000);
        IcePeer.signal(left, right);
        network.runMs(60_000);
        assertThat(left.isUp() && right.isUp()).isTrue();
        CandidateType ours = left.agent.selectedPair().local().type();
        CandidateType theirs = left.agent.selectedPair().remote().type();
        assertThat(new CandidateType[] {ours, theirs}).contains(CandidateType.RELAYED);
        assertThat(server.channelData).isPositive();
    }
}
