package org.kaskado.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.TransportProtocol;

/** Trickle, consent, restart, end. */
class IceLifeTest {
    private final VirtualNetwork network = new VirtualNetwork(5);
    private final IcePeer left = new IcePeer(network, null, IceConfig.full(IceRole.CONTROLLING), 1);
    private final IcePeer right = new IcePeer(network, null, IceConfig.full(IceRole.CONTROLLED), 2);

    private void connect() {
        left.host("198.51.100.1", 1000);
        right.host("198.51.100.2", 2000);
        IcePeer.signal(left, right);
        network.runMs(1_000);
        assertThat(left.isUp() && right.isUp()).isTrue();
    }

    private void restart(IcePeer offerer, IcePeer answerer) {
        IceCredentials offered = offerer.agent.restart(network.nowNs(), offerer);
        IceCredentials answered = answerer.agent.restart(network.nowNs(), answerer);
        network.runMs(100);
        answerer.meet(offered, IceMode.FULL);
        offerer.meet(answered, IceMode.FULL);
    }

    @Test
    void shouldCompleteWhenCandidatesComeLate() {
        left.host("198.51.100.1", 1000);
        left.meet(right.agent.localCredentials(), IceMode.FULL);
        right.meet(left.agent.localCredentials(), IceMode.FULL);
        network.runMs(30_000);
        assertThat(left.states).containsExactly(IceState.CHECKING);
        right.host("198.51.100.2", 2000);
        left.offeredAll(right);
        left.agent.endOfRemoteCandidates();
        network.runMs(1_000);
        assertThat(left.isUp() && right.isUp()).isTrue();
        assertThat(left.agent.isEndOfRemoteCandidates()).isTrue();
    }

    @Test
    void shouldAnswerAndRememberChecksThatComeBeforeTheAnswer() {
        left.host("198.51.100.1", 1000);
        right.host("198.51.100.2", 2000);
        left.meet(right.agent.localCredentials(), IceMode.FULL);
        left.offeredAll(right);
        network.runMs(2_000);
        assertThat(right.agent.state()).isEqualTo(IceState.NEW);
        assertThat(left.agent.state()).isEqualTo(IceState.COMPLETED);
        right.meet(left.agent.localCredentials(), IceMode.FULL);
        network.runMs(100);
        assertThat(right.isUp()).isTrue();
    }

    @Test
    void shouldFailOnlyWhenPatienceEnds() {
        left.host("198.51.100.1", 1000);
        left.meet(right.agent.localCredentials(), IceMode.FULL);
        left.agent.endOfRemoteCandidates();
        network.runMs(39_000);
        assertThat(left.agent.state()).isEqualTo(IceState.CHECKING);
        network.runMs(1_000);
        assertThat(left.agent.state()).isEqualTo(IceState.FAILED);
        assertThat(left.deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldHandNamesToTheShellAndTakeThemResolved() {
        left.host("198.51.100.1", 1000);
        right.host("198.51.100.2", 2000);
        left.meet(right.agent.localCredentials(), IceMode.FULL);
        Candidate named = CandidateLine.parse("candidate:1 1 udp 2122260223 0b9-x.local 2000 typ host")
                .candidate();
        assertThat(left.offered(named)).isEqualTo(Drop.NONE);
        network.runMs(500);
        assertThat(left.names).containsExactly("0b9-x.local");
        assertThat(left.transmitted).isEmpty();
        left.agent.addRemoteCandidate(network.nowNs(), named.resolved(IpLiteral.parse("198.51.100.2")), left);
        network.runMs(500);
        assertThat(left.transmitted).isNotEmpty();
    }

    @Test
    void shouldKeepConsentWithFewChecks() {
        connect();
        int before = left.transmitted.size();
        network.runMs(300_000);
        // Each side sends a request and an answer every four to six seconds.
        assertThat(left.transmitted.size() - before).isBetween(100, 150);
        assertThat(left.states).doesNotContain(IceState.DISCONNECTED);
    }

    @Test
    void shouldSurviveLossWithoutFailing() {
        connect();
        network.loss(0.15).runMs(600_000);
        assertThat(left.states).doesNotContain(IceState.FAILED);
        assertThat(right.states).doesNotContain(IceState.FAILED);
    }

    @Test
    void shouldDisconnectThenFailWhenConsentLapses() {
        connect();
        FiveTuple path = right.path();
        network.cut("198.51.100.1");
        network.runMs(16_000);
        assertThat(right.agent.state()).isEqualTo(IceState.DISCONNECTED);
        assertThat(right.agent.isValidated(path)).isTrue();
        network.runMs(20_000);
        assertThat(right.agent.state()).isEqualTo(IceState.FAILED);
        assertThat(right.agent.isValidated(path)).isFalse();
        assertThat(right.agent.selectedPath()).isNull();
        int sent = right.transmitted.size();
        network.runMs(60_000);
        assertThat(right.transmitted).hasSize(sent);
    }

    @Test
    void shouldKeepTheOldPairUntilTheNewOneIsNominated() {
        connect();
        String oldUfrag = right.agent.localCredentials().ufrag();
        FiveTuple oldPath = right.path();
        restart(left, right);
        left.offeredAll(right);
        assertThat(right.agent.isValidated(oldPath)).isTrue();
        assertThat(right.retired).isEmpty();
        network.runMs(2_000);
        assertThat(left.isUp() && right.isUp()).isTrue();
        assertThat(right.retired).containsExactly(oldUfrag);
        assertThat(right.states).doesNotContain(IceState.FAILED, IceState.DISCONNECTED);
        assertThat(right.selections).as("the same path is not selected twice").hasSize(1);
    }

    @Test
    void shouldMoveToAnotherNetworkByARestart() {
        connect();
        network.cut("198.51.100.1");
        left.host("192.0.2.77", 1077);
        restart(left, right);
        left.offeredAll(right);
        network.runMs(2_000);
        assertThat(right.path().remote()).isEqualTo(VirtualNetwork.address("192.0.2.77", 1077));
        assertThat(left.isUp() && right.isUp()).isTrue();
        assertThat(right.valid).containsExactly(right.path());
    }

    @Test
    void shouldComeBackFromFailureByARestart() {
        connect();
        network.cut("198.51.100.1");
        network.runMs(60_000);
        assertThat(left.agent.state()).isEqualTo(IceState.FAILED);
        left.host("192.0.2.77", 1077);
        restart(left, right);
        left.offeredAll(right);
        network.runMs(2_000);
        assertThat(left.isUp() && right.isUp()).isTrue();
    }

    @Test
    void shouldRefuseOtherCredentialsWithoutARestart() {
        connect();
        IceCredentials others = new IceCredentials("abcd", "0123456789abcdefghijkl");
        assertThatThrownBy(() -> left.meet(others, IceMode.FULL)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldTryTheOtherPairsWhenTheSelectedOneFallsSilent() {
        left.host("198.51.100.1", 1000).host("198.51.100.3", 1003);
        right.host("198.51.100.2", 2000);
        IcePeer.signal(left, right);
        network.runMs(2_000);
        FiveTuple first = right.path();
        network.cut(IpLiteral.print(first.remote().getAddress()));
        network.runMs(20_000);
        assertThat(left.isUp() && right.isUp()).isTrue();
        assertThat(right.path()).isNotEqualTo(first);
        network.runMs(90_000);
        assertThat(left.isUp() && right.isUp()).isTrue();
        assertThat(right.agent.isValidated(first)).isFalse();
        assertThat(right.states).doesNotContain(IceState.FAILED);
    }

    @Test
    void shouldBeSilentAfterClose() {
        connect();
        FiveTuple path = left.path();
        left.agent.close(left);
        left.agent.close(left);
        int sent = left.transmitted.size();
        network.runMs(60_000);
        assertThat(left.states).endsWith(IceState.CLOSED);
        assertThat(left.transmitted).hasSize(sent);
        assertThat(left.agent.isValidated(path)).isFalse();
        assertThat(left.retired).containsExactly(left.agent.localCredentials().ufrag());
    }

    @Test
    void shouldRepeatItselfOnTheSameInputs() {
        assertThat(trace()).isEqualTo(trace());
    }

    private static List<String> trace() {
        VirtualNetwork network = new VirtualNetwork(9).loss(0.2);
        IcePeer one = new IcePeer(network, null, IceConfig.full(IceRole.CONTROLLING), 3).host("2001:db8::1", 1000);
        IcePeer two = new IcePeer(network, null, IceConfig.full(IceRole.CONTROLLING), 4).host("2001:db8::2", 1000);
        IcePeer.signal(one, two);
        network.runMs(60_000);
        assertThat(one.path().protocol()).isEqualTo(TransportProtocol.UDP);
        return one.transmitted.stream()
                .map(bytes -> java.util.HexFormat.of().formatHex(bytes))
                .toList();
    }
}
