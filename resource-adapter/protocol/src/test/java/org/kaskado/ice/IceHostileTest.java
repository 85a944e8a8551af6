package org.kaskado.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.TransportProtocol;
import org.kaskado.stun.StunAttribute;
import org.kaskado.stun.StunClass;
import org.kaskado.stun.StunError;
import org.kaskado.stun.StunKey;
import org.kaskado.stun.StunMessage;
import org.kaskado.stun.StunMethod;
import org.kaskado.stun.StunWriter;
import org.kaskado.stun.TransactionId;

class IceHostileTest {
    private final VirtualNetwork network = new VirtualNetwork(5);
    private final IcePeer left =
            new IcePeer(network, null, IceConfig.full(IceRole.CONTROLLING), 1).host("198.51.100.1", 1000);
    private final IcePeer right =
            new IcePeer(network, null, IceConfig.full(IceRole.CONTROLLED), 2).host("198.51.100.2", 2000);
    private final Random random = new Random(6);

    private FiveTuple from(int port) {
        return new FiveTuple(
                TransportProtocol.UDP,
                VirtualNetwork.address("198.51.100.2", 2000),
                VirtualNetwork.address("192.0.2.66", port));
    }

    private StunWriter check(IcePeer to) {
        return new StunWriter(StunClass.REQUEST, StunMethod.BINDING, TransactionId.random(random))
                .addText(StunAttribute.USERNAME, to.agent.localCredentials().ufrag() + ":evil")
                .add32(StunAttribute.PRIORITY, 0x6e0001ff)
                .add64(StunAttribute.ICE_CONTROLLING, -1);
    }

    private static StunKey key(IcePeer of) {
        return StunKey.shortTerm(of.agent.localCredentials().password());
    }

    private StunMessage lastAnswer() {
        byte[] bytes = right.transmitted.get(right.transmitted.size() - 1);
        return StunMessage.parse(bytes, 0, bytes.length);
    }

    private void connect() {
        IcePeer.signal(left, right);
        network.runMs(1_000);
        assertThat(right.isUp()).isTrue();
    }

    @Test
    void shouldRefuseAWrongPassword() {
        right.arrive(network.nowNs(), from(1), check(right).sign(StunKey.shortTerm("guessed")));
        assertThat(right.drops.of(Drop.BAD_AUTHENTICATION)).isEqualTo(1);
        assertThat(lastAnswer().error().code()).isEqualTo(StunError.UNAUTHENTICATED);
        assertThat(lastAnswer().isSigned()).isFalse();
    }

    @Test
    void shouldRefuseAnUnsignedCheck() {
        right.arrive(network.nowNs(), from(1), check(right).fingerprint());
        assertThat(lastAnswer().error().code()).isEqualTo(StunError.BAD_REQUEST);
    }

    @Test
    void shouldNameAttributesThatItDoesNotUnderstand() {
        right.arrive(network.nowNs(), from(1), check(right).add32(0x7001, 1).sign(key(right)));
        assertThat(lastAnswer().error().code()).isEqualTo(StunError.UNKNOWN_ATTRIBUTE);
        assertThat(lastAnswer().bytes(StunAttribute.UNKNOWN_ATTRIBUTES)).containsExactly(0x70, 0x01);
        assertThat(lastAnswer().isSignedWith(key(right))).isTrue();
    }

    @Test
    void shouldBeSilentToAnUnknownUser() {
        byte[] bytes = new StunWriter(StunClass.REQUEST, StunMethod.BINDING, TransactionId.random(random))
                .addText(StunAttribute.USERNAME, "nobody:evil")
                .sign(StunKey.shortTerm("x"));
        right.arrive(network.nowNs(), from(1), bytes);
        assertThat(right.drops.of(Drop.UNKNOWN_PEER)).isEqualTo(1);
        assertThat(right.transmitted).isEmpty();
    }

    @Test
    void shouldAnswerStrangersSeldom() {
        for (int i = 0; i < 10_000; i++) {
            right.arrive(network.nowNs(), from(i + 1), check(right).sign(StunKey.shortTerm("guessed")));
        }
        assertThat(right.transmitted).hasSizeLessThanOrEqualTo(IceAgent.MAX_REFUSALS_PER_SECOND);
        assertThat(right.agent.state()).isEqualTo(IceState.NEW);
    }

    @Test
    void shouldStayBoundedWhenAPeerChecksFromEverywhere() {
        connect();
        int before = right.transmitted.size();
        FiveTuple path = right.path();
        for (int i = 0; i < 20_000; i++) {
            right.arrive(
                    network.nowNs(),
                    from(i % 60_000 + 1),
                    check(right).addFlag(StunAttribute.USE_CANDIDATE).sign(key(right)));
            if (i % 100 == 0) {
                network.runMs(50);
            }
        }
        network.runMs(60_000);
        assertThat(right.drops.of(Drop.OVER_BUDGET)).isGreaterThan(15_000);
        assertThat(right.transmitted.size() - before).isLessThan(6_000);
        assertThat(right.path()).as("nothing is selected that does not answer").isEqualTo(path);
        assertThat(right.valid).containsExactly(path);
    }

    @Test
    void shouldBelieveNoForgedAnswers() {
        left.meet(right.agent.localCredentials(), IceMode.FULL);
        left.offeredAll(right);
        byte[] request = left.transmitted.get(0);
        StunMessage sent = StunMessage.parse(request, 0, request.length);
        FiveTuple path = new FiveTuple(
                TransportProtocol.UDP,
                VirtualNetwork.address("198.51.100.1", 1000),
                VirtualNetwork.address("198.51.100.2", 2000));
        byte[] unsigned = StunWriter.respond(StunClass.SUCCESS, sent)
                .addXorAddress(StunAttribute.XOR_MAPPED_ADDRESS, path.local())
                .fingerprint();
        byte[] forged = StunWriter.respond(StunClass.ERROR, sent)
                .addError(new StunError(StunError.ROLE_CONFLICT, "x"))
                .sign(StunKey.shortTerm("guessed"));
        byte[] other =
                new StunWriter(StunClass.SUCCESS, StunMethod.BINDING, TransactionId.random(random)).sign(key(right));
        left.arrive(network.nowNs(), path, unsigned);
        left.arrive(network.nowNs(), path, forged);
        left.arrive(network.nowNs(), path, other);
        assertThat(left.drops.of(Drop.BAD_AUTHENTICATION)).isEqualTo(2);
        assertThat(left.drops.of(Drop.NOT_WANTED)).isEqualTo(1);
        assertThat(left.agent.role()).isEqualTo(IceRole.CONTROLLING);
        assertThat(left.agent.state()).isEqualTo(IceState.CHECKING);
    }

    @Test
    void shouldFailAPairWhoseAnswerComesFromElsewhere() {
        left.meet(right.agent.localCredentials(), IceMode.FULL);
        left.offeredAll(right);
        byte[] request = left.transmitted.get(0);
        StunMessage sent = StunMessage.parse(request, 0, request.length);
        byte[] answer = StunWriter.respond(StunClass.SUCCESS, sent)
                .addXorAddress(StunAttribute.XOR_MAPPED_ADDRESS, VirtualNetwork.address("198.51.100.1", 1000))
                .sign(key(right));
        left.arrive(network.nowNs(), from(9), answer);
        assertThat(left.agent.selectedPath()).isNull();
    }

    @Test
    void shouldTakeOnlySoManyCandidates() {
        left.meet(right.agent.localCredentials(), IceMode.FULL);
        Drop drop = Drop.NONE;
        for (int i = 1; i < 1_000; i++) {
            Candidate candidate = CandidateLine.parse("candidate:1 1 udp " + i + " 192.0.2.9 " + i + " typ host")
                    .candidate();
            drop = left.offered(candidate);
        }
        assertThat(drop).isEqualTo(Drop.OVER_BUDGET);
        network.runMs(200_000);
        assertThat(left.transmitted).hasSizeLessThanOrEqualTo(48 * 7);
        assertThat(left.agent.state()).isEqualTo(IceState.FAILED);
    }

    @Test
    void shouldCheckNobodyAndNotEverybody() {
        left.meet(right.agent.localCredentials(), IceMode.FULL);
        for (String ip : new String[] {"0.0.0.0", "255.255.255.255", "224.0.0.1", "::", "ff02::1"}) {
            Candidate candidate = CandidateLine.parse("candidate:1 1 udp 1 " + ip + " 5000 typ host")
                    .candidate();
            assertThat(left.offered(candidate)).isEqualTo(Drop.NOT_WANTED);
        }
        network.runMs(1_000);
        assertThat(left.transmitted).isEmpty();
    }

    @Test
    void shouldSurviveMutatedDatagrams() {
        connect();
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = left.transmitted
                    .get(random.nextInt(left.transmitted.size()))
                    .clone();
            for (int i = random.nextInt(4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            right.arrive(network.nowNs(), round % 2 == 0 ? right.path() : from(1 + random.nextInt(9)), bytes);
        }
        network.runMs(20_000);
        assertThat(right.isUp()).isTrue();
        assertThat(right.transmitted).hasSizeLessThan(30_000);
    }
}
