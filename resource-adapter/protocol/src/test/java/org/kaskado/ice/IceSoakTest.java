package org.kaskado.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the order of things, both sides end on the same pair. */
class IceSoakTest {
    private static final int SEEDS = 60;

    @ParameterizedTest
    @EnumSource
    void shouldAgreeOnOnePairThroughLossConflictsAndRestarts(Nomination nomination) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            converse(seed, nomination);
        }
    }

    private static void converse(int seed, Nomination nomination) {
        Random random = new Random(seed);
        VirtualNetwork network = new VirtualNetwork(seed).loss(random.nextInt(4) * 0.05);
        IcePeer left = peer(network, random, nomination, "198.51.100.", seed);
        IcePeer right = peer(network, random, nomination, "192.0.2.", -seed);
        left.meet(right.agent.localCredentials(), IceMode.FULL);
        trickle(left, right, random);
        network.runMs(random.nextInt(800));
        right.meet(left.agent.localCredentials(), IceMode.FULL);
        trickle(right, left, random);
        network.runMs(60_000);
        for (int restarts = random.nextInt(3); restarts > 0; restarts--) {
            IceCredentials ours = left.agent.restart(network.nowNs(), left);
            network.runMs(random.nextInt(3_000));
            IceCredentials theirs = right.agent.restart(network.nowNs(), right);
            right.meet(ours, IceMode.FULL);
            trickle(right, left, random);
            network.runMs(random.nextInt(500));
            left.meet(theirs, IceMode.FULL);
            trickle(left, right, random);
            network.runMs(random.nextInt(10_000));
        }
        network.loss(0).runMs(60_000);
        assertThat(left.isUp() && right.isUp())
                .as("seed %d: %s %s", seed, left.states, right.states)
                .isTrue();
        assertThat(left.path().remote())
                .as("seed %d", seed)
                .isEqualTo(right.path().local());
        assertThat(left.path().local())
                .as("seed %d", seed)
                .isEqualTo(right.path().remote());
        assertThat(left.states).doesNotContain(IceState.FAILED);
        int before = left.transmitted.size() + right.transmitted.size();
        network.runMs(60_000);
        assertThat(left.transmitted.size() + right.transmitted.size() - before)
                .as("only consent is left")
                .isBetween(40, 64);
    }

    private static IcePeer peer(VirtualNetwork network, Random random, Nomination nomination, String net, int seed) {
        IceConfig full = IceConfig.full(random.nextBoolean() ? IceRole.CONTROLLING : IceRole.CONTROLLED);
        IceConfig config = new IceConfig(
                full.mode(),
                full.role(),
                nomination,
                full.pacingNs(),
                full.nominationDelayNs(),
                full.disconnectedAfterNs(),
                full.patienceNs(),
                full.maxRemoteCandidates(),
                full.maxPairs());
        IcePeer peer = new IcePeer(network, null, config, seed);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            peer.host(net + i, 1000 + i);
        }
        return peer;
    }

    private static void trickle(IcePeer to, IcePeer from, Random random) {
        for (LocalCandidate local : from.locals) {
            to.offered(local.candidate());
            to.network.runMs(random.nextInt(60));
        }
    }
}
