package org.kaskado.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.net.TransportProtocol;

class IceAgentTest {
    private static final IceConfig CONTROLLING = IceConfig.full(IceRole.CONTROLLING);
    private static final IceConfig CONTROLLED = IceConfig.full(IceRole.CONTROLLED);

    @Test
    void shouldCompleteOverOnePathEach() {
        VirtualNetwork network = new VirtualNetwork(1);
        IcePeer left = new IcePeer(network, null, CONTROLLING, 1).host("198.51.100.1", 1000);
        IcePeer right = new IcePeer(network, null, CONTROLLED, 2).host("198.51.100.2", 2000);
        IcePeer.signal(left, right);
        network.runMs(500);
        assertThat(left.states).containsExactly(IceState.CHECKING, IceState.CONNECTED, IceState.COMPLETED);
        assertThat(right.states).containsExactly(IceState.CHECKING, IceState.CONNECTED, IceState.COMPLETED);
        assertThat(left.selections).hasSize(1);
        assertThat(left.path().remote()).isEqualTo(VirtualNetwork.address("198.51.100.2", 2000));
        assertThat(right.path().remote()).isEqualTo(VirtualNetwork.address("198.51.100.1", 1000));
        assertThat(right.agent.isValidated(right.path())).isTrue();
    }

    @Test
    void shouldBeConnectedAfterOneRoundTripWithOnlyThePeerChecking() {
        VirtualNetwork network = new VirtualNetwork(1);
        IcePeer browser = new IcePeer(network, null, CONTROLLING, 1).host("198.51.100.1", 1000);
        IcePeer server = new IcePeer(network, null, CONTROLLED, 2).host("198.51.100.2", 10_000);
        server.meet(browser.agent.localCredentials(), IceMode.FULL);
        browser.meet(server.agent.localCredentials(), IceMode.FULL);
        browser.offeredAll(server);
        network.runMs(40);
        assertThat(browser.agent.state()).isEqualTo(IceState.CONNECTED);
        network.runMs(21);
        assertThat(server.agent.selectedPath()).isNotNull();
        assertThat(server.isUp()).isTrue();
        assertThat(server.agent.selectedPair().remote().type()).isEqualTo(CandidateType.PEER_REFLEXIVE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.15, 0.3})
    void shouldCompleteInSpiteOfLoss(double loss) {
        for (int seed = 1; seed <= 20; seed++) {
            VirtualNetwork network = new VirtualNetwork(seed).loss(loss);
            IcePeer left = new IcePeer(network, null, CONTROLLING, seed).host("198.51.100.1", 1000);
            IcePeer right = new IcePeer(network, null, CONTROLLED, -seed).host("198.51.100.2", 2000);
            IcePeer.signal(left, right);
            network.runMs(20_000);
            assertThat(left.selections).as("seed %d", seed).isNotEmpty();
            assertThat(right.selections).as("seed %d", seed).isNotEmpty();
        }
    }

    @Test
    void shouldConnectOverAStreamThatThePeerOpened() {
        VirtualNetwork network = new VirtualNetwork(1);
        IcePeer browser = new IcePeer(network, null, CONTROLLING, 1).host("198.51.100.1", 1000);
        IcePeer server = new IcePeer(network, null, CONTROLLED, 2)
                .over(TransportProtocol.TCP)
                .host("198.51.100.2", 10_000);
        assertThat(server.locals.get(0).candidate().toLine()).endsWith("typ host tcptype passive");
        server.meet(browser.agent.localCredentials(), IceMode.FULL);
        browser.meet(server.agent.localCredentials(), IceMode.FULL);
        browser.offered(LocalCandidate.host(
                        TransportProtocol.UDP,
                        VirtualNetwork.address("198.51.100.2", 10_000),
                        VirtualNetwork.address("198.51.100.2", 10_000),
                        1)
                .candidate());
        network.runMs(200);
        assertThat(server.isUp()).isTrue();
        assertThat(server.path().protocol()).isEqualTo(TransportProtocol.TCP);
    }

    @Test
    void shouldPairByFamilyOnASocketThatIsBoundToAllAddresses() {
        VirtualNetwork network = new VirtualNetwork(1);
        InetSocketAddress wildcard = VirtualNetwork.address("::", 10_000);
        IcePeer server = new IcePeer(network, null, CONTROLLING, 2);
        network.attach(server, wildcard, null);
        for (String ip : new String[] {"2001:db8::2", "198.51.100.2", "10.0.0.2"}) {
            server.local(LocalCandidate.host(
                    TransportProtocol.UDP,
                    VirtualNetwork.address(ip, 10_000),
                    wildcard,
                    65_535 - server.locals.size()));
        }
        IcePeer browser = new IcePeer(network, null, CONTROLLED, 1)
                .host("2001:db8::1", 1000)
                .host("198.51.100.1", 1000);
        server.meet(browser.agent.localCredentials(), IceMode.FULL);
        server.offeredAll(browser);
        network.runMs(30);
        assertThat(server.transmitted).as("one check per remote address").hasSize(2);
    }
}
