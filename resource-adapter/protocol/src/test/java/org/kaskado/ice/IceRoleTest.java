package org.kaskado.ice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IceRoleTest {
    private static IcePeer peer(VirtualNetwork network, IceConfig config, int number) {
        return new IcePeer(network, null, config, number).host("198.51.100." + number, 1000);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSettleAConflictWithOneRoleEach(IceRole both) {
        for (int seed = 1; seed <= 20; seed++) {
            VirtualNetwork network = new VirtualNetwork(seed).loss(0.05);
            IcePeer left = peer(network, IceConfig.full(both), 2 * seed);
            IcePeer right = peer(network, IceConfig.full(both), 2 * seed + 1);
            IcePeer.signal(left, right);
            network.runMs(30_000);
            assertThat(left.agent.role()).isEqualTo(right.agent.role().other());
            assertThat(left.isUp() && right.isUp()).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void shouldCompleteWhenThePeerIsLite() {
        VirtualNetwork network = new VirtualNetwork(1);
        IcePeer full = peer(network, IceConfig.full(IceRole.CONTROLLED), 1);
        IcePeer lite = peer(network, IceConfig.lite(), 2);
        IcePeer.signal(full, lite, IceMode.FULL, IceMode.LITE);
        network.runMs(1_000);
        assertThat(full.agent.role()).isEqualTo(IceRole.CONTROLLING);
        assertThat(full.isUp() && lite.isUp()).isTrue();
        assertThat(lite.states).containsExactly(IceState.CHECKING, IceState.CONNECTED, IceState.COMPLETED);
        network.runMs(120_000);
        assertThat(full.isUp() && lite.isUp()).isTrue();
    }

    @Test
    void shouldMakeAPeerControllingThatTakesALiteAgentForOne() {
        VirtualNetwork network = new VirtualNetwork(1);
        IcePeer full = peer(network, IceConfig.full(IceRole.CONTROLLED), 1);
        IcePeer lite = peer(network, IceConfig.lite(), 2);
        IcePeer.signal(full, lite);
        network.runMs(5_000);
        assertThat(full.agent.role()).isEqualTo(IceRole.CONTROLLING);
        assertThat(full.isUp() && lite.isUp()).isTrue();
    }

    @Test
    void shouldFailALiteAgentWhenThePeerGoesAway() {
        VirtualNetwork network = new VirtualNetwork(1);
        IcePeer full = peer(network, IceConfig.full(IceRole.CONTROLLING), 1);
        IcePeer lite = peer(network, IceConfig.lite(), 2);
        IcePeer.signal(full, lite, IceMode.FULL, IceMode.LITE);
        network.runMs(1_000);
        network.cut("198.51.100.1");
        network.runMs(60_000);
        assertThat(lite.states).endsWith(IceState.DISCONNECTED, IceState.FAILED);
        assertThat(lite.valid).isEmpty();
    }

    @Test
    void shouldNominateAggressivelyWhenAsked() {
        VirtualNetwork network = new VirtualNetwork(1);
        IceConfig full = IceConfig.full(IceRole.CONTROLLING);
        IceConfig aggressive = new IceConfig(
                full.mode(),
                full.role(),
                Nomination.AGGRESSIVE,
                full.pacingNs(),
                full.nominationDelayNs(),
                full.disconnectedAfterNs(),
                full.patienceNs(),
                full.maxRemoteCandidates(),
                full.maxPairs());
        IcePeer left = peer(network, aggressive, 1);
        IcePeer right = peer(network, IceConfig.full(IceRole.CONTROLLED), 2);
        IcePeer.signal(left, right);
        network.runMs(200);
        assertThat(left.states).containsExactly(IceState.CHECKING, IceState.COMPLETED);
        assertThat(right.isUp()).isTrue();
    }
}
