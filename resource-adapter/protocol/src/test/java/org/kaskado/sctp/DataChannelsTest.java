package org.kaskado.sctp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataChannelsTest {
    private static final int MIB = 1024 * 1024;

    @Test
    void shouldOpenChannelsBothWaysWhenBothSidesBeginAtOnce() { // RFC 9260 §5.2.1, RFC 8832 §6
        TwoPeers peers = TwoPeers.seed(1);
        DataChannel chat = peers.left.open(DataChannelConfig.reliable("chat"));
        peers.connected();
        DataChannel game =
                peers.right.open(new DataChannelConfig("game", "v1", new Reliability(false, 0, -1), 512, -1));
        peers.run(1_000);
        assertThat(chat.id()).isZero();
        assertThat(game.id()).isEqualTo(1);
        assertThat(peers.right.opened).hasSize(2);
        assertThat(peers.right.opened.get(0) == game).isTrue();
        DataChannel seenChat = peers.right.opened.get(1);
        assertThat(seenChat.config()).isEqualTo(DataChannelConfig.reliable("chat"));
        assertThat(peers.left.opened).hasSize(2);
        assertThat(peers.left.opened.get(1).config()).isEqualTo(game.config());
        assertThat(peers.left.drops).isEmpty();
        assertThat(peers.right.drops).isEmpty();
    }

    @Test
    void shouldConnectWhenOnlyOneSideBegins() {
        TwoPeers peers = TwoPeers.seed(2);
        DataChannel early = peers.right.open(DataChannelConfig.reliable("waits for its role"));
        peers.left.start();
        assertThat(peers.runUntil(() -> peers.left.isConnected && peers.right.isConnected, 1_000))
                .isTrue();
        assertThat(early.state()).isEqualTo(DataChannel.State.CONNECTING);
        peers.right.start();
        assertThat(early.state()).isEqualTo(DataChannel.State.OPEN);
        peers.run(1_000);
        assertThat(peers.left.opened)
                .singleElement()
                .satisfies(c -> assertThat(c.id()).isEqualTo(1));
    }

    @Test
    void shouldCarryTextBinaryAndEmptyMessages() { // RFC 8831 §6.6
        TwoPeers peers = TwoPeers.seed(3);
        DataChannel channel = peers.left.open(DataChannelConfig.reliable("x"));
        peers.connected();
        peers.left.send(channel, DataMessage.text("grüß"));
        peers.left.send(channel, DataMessage.binary(new byte[] {1, 2}));
        peers.left.send(channel, DataMessage.text(""));
        peers.left.send(channel, DataMessage.binary(new byte[0]));
        peers.run(1_000);
        List<DataMessage> got = peers.right.messages;
        assertThat(got).extracting(DataMessage::isText).containsExactly(true, false, true, false);
        assertThat(got.get(0).text()).isEqualTo("grüß");
        assertThat(got.get(1).bytes()).containsExactly(1, 2);
        assertThat(got.get(2).bytes()).isEmpty();
        assertThat(got.get(3).bytes()).isEmpty();
        assertThat(channel.messagesSent()).isEqualTo(4);
        assertThat(channel.bytesSent()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"0,0,0,11", "0.01,0,0,12", "0.05,0.05,30,13", "0.2,0.1,80,14", "0.2,0.2,0,15"})
    void shouldDeliverEveryMessageInOrderWhenTheLinkIsBad(double loss, double duplication, long jitterMs, long seed) {
        TwoPeers peers = TwoPeers.seed(seed).loss(loss).duplication(duplication).delayMs(50, jitterMs);
        DataChannel channel = peers.left.open(DataChannelConfig.reliable("x"));
        DataChannel back = peers.right.open(DataChannelConfig.reliable("y"));
        peers.connected();
        List<byte[]> sent = messages(300, 6_000, seed);
        for (byte[] bytes : sent) {
            assertThat(peers.left.send(channel, DataMessage.binary(bytes))).isEqualTo(SendResult.ACCEPTED);
            assertThat(peers.right.send(back, DataMessage.binary(bytes))).isEqualTo(SendResult.ACCEPTED);
        }
        assertThat(peers.runUntil(
                        () -> peers.right.messages.size() == 300 && peers.left.messages.size() == 300, 3_600_000))
                .isTrue();
        assertThat(bytes(peers.right.messages)).containsExactlyElementsOf(sent);
        assertThat(bytes(peers.left.messages)).containsExactlyElementsOf(sent);
        assertThat(peers.left.largestPacket).isLessThanOrEqualTo(1136);
        assertThat(peers.left.ended).isEmpty();
    }

    @Test
    void shouldCarryALargeMessageWholeAndRefuseOneOverTheCap() {
        TwoPeers peers = TwoPeers.seed(4).loss(0.02);
        DataChannel channel = peers.left.open(DataChannelConfig.reliable("x"));
        peers.connected();
        byte[] large = messages(1, 200_000, 5).get(0);
        byte[] whole = Arrays.copyOf(large, 200_000);
        assertThat(peers.left.send(channel, DataMessage.binary(new byte[5 * MIB])))
                .isEqualTo(SendResult.TOO_LARGE);
        assertThat(peers.left.send(channel, DataMessage.binary(whole))).isEqualTo(SendResult.ACCEPTED);
        assertThat(peers.runUntil(() -> !peers.right.messages.isEmpty(), 60_000))
                .isTrue();
        assertThat(peers.right.messages.get(0).bytes()).isEqualTo(whole);
    }

    @Test
    void shouldRefuseMoreThanItsBufferAndSayWhenThereIsRoom() {
        TwoPeers peers = TwoPeers.seed(6);
        DataChannel channel = peers.left.open(DataChannelConfig.reliable("x"));
        peers.connected();
        peers.left.channels.bufferedAmountLowThreshold(channel, 100_000);
        int accepted = 0;
        while (peers.left.send(channel, DataMessage.binary(new byte[100_000])) == SendResult.ACCEPTED) {
            accepted++;
        }
        assertThat(accepted).isBetween(40, 45);
        assertThat(peers.left.channels.bufferedAmount(channel)).isBetween(4_000_000L, 4L * MIB);
        int all = accepted;
        assertThat(peers.runUntil(() -> peers.left.lowEvents > 0, 600_000)).isTrue();
        assertThat(peers.left.channels.bufferedAmount(channel)).isLessThanOrEqualTo(100_000);
        assertThat(peers.runUntil(() -> peers.right.messages.size() == all, 600_000))
                .isTrue();
        assertThat(peers.left.lowEvents).isEqualTo(1);
    }

    @Test
    void shouldReachAGoodShareOfABottleneck() {
        TwoPeers peers = TwoPeers.seed(7).bottleneck(20_000_000).delayMs(20, 0);
        DataChannel channel = peers.left.open(DataChannelConfig.reliable("x"));
        peers.connected();
        peers.left.channels.bufferedAmountLowThreshold(channel, 500_000);
        Runnable more = () -> {
            while (peers.left.send(channel, DataMessage.binary(new byte[60_000])) == SendResult.ACCEPTED) {}
        };
        peers.left.onLow = more;
        more.run();
        peers.run(10_000);
        long received = peers.right.messages.size() * 60_000L;
        assertThat(received * 8 / 10).isGreaterThan(14_000_000); // 70 % of the bottleneck, slow start included
    }

    @Test
    void shouldCloseOnBothSidesAfterWhatWaitedWasSent() { // RFC 8831 §6.7
        TwoPeers peers = TwoPeers.seed(8).loss(0.1);
        DataChannel channel = peers.left.open(DataChannelConfig.reliable("x"));
        peers.connected();
        for (int i = 0; i < 50; i++) {
            peers.left.send(channel, DataMessage.binary(new byte[5_000]));
        }
        peers.left.channels.close(peers.nowNs, channel, peers.left);
        assertThat(peers.left.send(channel, DataMessage.text("late"))).isEqualTo(SendResult.NOT_OPEN);
        assertThat(peers.runUntil(() -> !peers.left.closed.isEmpty() && !peers.right.closed.isEmpty(), 120_000))
                .isTrue();
        assertThat(peers.right.messages).hasSize(50);
        assertThat(channel.state()).isEqualTo(DataChannel.State.CLOSED);
        DataChannel again = peers.left.open(DataChannelConfig.reliable("again"));
        assertThat(again.id()).isZero();
        peers.left.send(again, DataMessage.text("new"));
        assertThat(peers.runUntil(() -> peers.right.messages.size() == 51, 60_000))
                .isTrue();
        assertThat(peers.right.messageChannels.get(50).config().label()).isEqualTo("again");
    }

    @Test
    void shouldCloseOnceWhenBothSidesCloseAtOnce() {
        TwoPeers peers = TwoPeers.seed(9);
        DataChannel channel = peers.left.open(DataChannelConfig.reliable("x"));
        peers.connected();
        peers.run(500);
        peers.left.channels.close(peers.nowNs, channel, peers.left);
        peers.right.channels.close(peers.nowNs, peers.right.opened.get(0), peers.right);
        peers.run(5_000);
        assertThat(peers.left.closed).hasSize(1);
        assertThat(peers.right.closed).hasSize(1);
    }

    @Test
    void shouldTakeThePeersPortAndSizeBeforeItStarts() { // RFC 8841
        SctpConfig other = SctpConfig.webRtc().withPorts(6000, 5000).withMessageBytes(1024, 0);
        TwoPeers peers = new TwoPeers(SctpConfig.webRtc(), other, 36);
        DataChannel channel = peers.left.open(DataChannelConfig.reliable("x"));
        peers.left.channels.negotiated(6000, 1024);
        peers.connected();
        assertThat(peers.left.send(channel, DataMessage.binary(new byte[1025]))).isEqualTo(SendResult.TOO_LARGE);
        assertThat(peers.left.send(channel, DataMessage.binary(new byte[1024]))).isEqualTo(SendResult.ACCEPTED);
        assertThatThrownBy(() -> peers.left.channels.negotiated(7000, 0)).isInstanceOf(IllegalStateException.class);
        peers.run(500);
        assertThat(peers.right.messages).hasSize(1);
    }

    /** A stream used anew at once, on a bad link: the answer to the reset may come after the next OPEN, or never. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldUseAStreamAnewWhileResetsAreLost(long seed) {
        TwoPeers peers = TwoPeers.seed(seed).loss(0.2).delayMs(30, 20);
        peers.connected();
        for (int round = 1; round <= 20; round++) {
            DataChannel channel = peers.left.open(DataChannelConfig.reliable("r" + round));
            peers.left.send(channel, DataMessage.text("m" + round));
            int count = round;
            assertThat(peers.runUntil(() -> peers.right.messages.size() == count, 120_000))
                    .isTrue();
            assertThat(peers.right.messageChannels.get(round - 1).config().label())
                    .isEqualTo("r" + round);
            peers.left.channels.close(peers.nowNs, channel, peers.left);
            assertThat(peers.runUntil(() -> peers.left.closed.size() == count, 120_000))
                    .isTrue();
        }
        peers.run(60_000);
        assertThat(peers.right.closed).hasSize(20);
    }

    @Test
    void shouldUseNegotiatedChannelsWithoutOpenMessages() {
        TwoPeers peers = TwoPeers.seed(10);
        DataChannelConfig config = DataChannelConfig.reliable("n").negotiated(77);
        DataChannel left = peers.left.open(config);
        peers.right.open(config);
        peers.connected();
        peers.left.send(left, DataMessage.text("hello"));
        peers.run(1_000);
        assertThat(peers.right.messages)
                .singleElement()
                .satisfies(m -> assertThat(m.text()).isEqualTo("hello"));
        assertThatThrownBy(() -> peers.left.open(config))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("77");
    }

    @ParameterizedTest
    @CsvSource({"true,0,-1", "false,0,-1", "true,-1,150", "false,2,-1"})
    void shouldSkipWhatIsGivenUpAndGoOn(boolean isOrdered, int retransmits, int lifetimeMs) { // RFC 3758
        TwoPeers peers = TwoPeers.seed(20).loss(0.15).delayMs(50, 0);
        DataChannel channel = peers.left.open(
                DataChannelConfig.reliable("x").with(new Reliability(isOrdered, retransmits, lifetimeMs)));
        peers.connected();
        peers.runUntil(() -> !peers.right.opened.isEmpty(), 30_000);
        for (int i = 0; i < 400; i++) {
            byte[] bytes = new byte[i % 10 == 0 ? 4_000 : 400];
            bytes[0] = (byte) (i >> 8);
            bytes[1] = (byte) i;
            peers.left.send(channel, DataMessage.binary(bytes));
            peers.run(20);
        }
        peers.run(30_000);
        peers.loss(0);
        peers.left.send(channel, DataMessage.text("end"));
        peers.run(5_000);
        List<DataMessage> got = peers.right.messages;
        assertThat(got.get(got.size() - 1).text()).isEqualTo("end");
        assertThat(got.size()).isBetween(200, 401);
        assertThat(peers.left.ended).isEmpty();
        if (isOrdered) {
            assertThat(numbers(got)).isSorted();
        }
        if (retransmits == 0) {
            assertThat(got.size()).isLessThan(400);
        }
        assertThat(peers.right.channels.deadlineNs()).isGreaterThan(peers.nowNs);
    }

    @Test
    void shouldTellThePeerWhenAborted() {
        TwoPeers peers = TwoPeers.seed(30);
        DataChannel channel = peers.left.open(DataChannelConfig.reliable("x"));
        peers.connected();
        peers.run(500);
        peers.right.channels.abort(peers.nowNs, "session released", peers.right);
        peers.run(500);
        assertThat(peers.right.ended).isEqualTo("ABORTED: session released");
        assertThat(peers.left.ended).isEqualTo("ABORTED_BY_PEER: cause 12: session released");
        assertThat(peers.left.closed).containsExactly(channel);
        assertThat(peers.left.channels.deadlineNs()).isEqualTo(Association.NEVER);
        assertThat(peers.left.send(channel, DataMessage.text("x"))).isEqualTo(SendResult.NOT_OPEN);
    }

    @Test
    void shouldSendWhatWaitsBeforeItShutsDown() { // RFC 9260 §9.2
        TwoPeers peers = TwoPeers.seed(31).loss(0.05);
        DataChannel channel = peers.left.open(DataChannelConfig.reliable("x"));
        peers.connected();
        for (int i = 0; i < 100; i++) {
            peers.left.send(channel, DataMessage.binary(new byte[3_000]));
        }
        peers.left.channels.shutdown(peers.nowNs, peers.left);
        peers.runUntil(() -> !peers.left.ended.isEmpty() && !peers.right.ended.isEmpty(), 300_000);
        assertThat(peers.right.messages).hasSize(100);
        assertThat(peers.left.ended).startsWith("SHUT_DOWN");
        assertThat(peers.right.ended).startsWith("SHUT_DOWN");
    }

    @Test
    void shouldGiveUpWhenThePeerIsGone() { // RFC 9260 §8.1
        TwoPeers peers = TwoPeers.seed(32);
        DataChannel channel = peers.left.open(DataChannelConfig.reliable("x"));
        peers.connected();
        peers.right.isCut = true;
        peers.left.send(channel, DataMessage.text("anybody?"));
        peers.run(600_000);
        assertThat(peers.left.ended).startsWith("PEER_UNREACHABLE");
    }

    @Test
    void shouldNoticeAGonePeerByHeartbeatWhenIdle() { // RFC 9260 §8.3
        TwoPeers peers = TwoPeers.seed(33).connected();
        peers.run(300_000);
        assertThat(peers.left.ended).isEmpty();
        peers.right.isCut = true;
        peers.run(600_000);
        assertThat(peers.left.ended).startsWith("PEER_UNREACHABLE");
    }

    @Test
    void shouldFailWhenNobodyAnswers() {
        TwoPeers peers = TwoPeers.seed(34).loss(1);
        peers.left.start();
        peers.run(600_000);
        assertThat(peers.left.ended).isEqualTo("HANDSHAKE_FAILED: no answer to INIT");
        assertThat(peers.left.sentPackets).isEqualTo(9);
    }

    @Test
    void shouldRefuseChannelsOverTheCapAndCloseThePeersOnes() {
        SctpConfig few = SctpConfig.webRtc().withCaps(64, 3, MIB);
        TwoPeers peers = new TwoPeers(SctpConfig.webRtc(), few, 35);
        peers.connected();
        for (int i = 0; i < 10; i++) {
            peers.left.open(DataChannelConfig.reliable("c" + i));
        }
        peers.run(10_000);
        assertThat(peers.right.opened).hasSize(3);
        assertThat(peers.left.closed).hasSize(7);
        assertThatThrownBy(() -> peers.right.open(DataChannelConfig.reliable("one more")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("maxChannels");
    }

    static List<byte[]> messages(int count, int maxBytes, long seed) {
        Random random = new Random(seed);
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[1 + random.nextInt(maxBytes)];
            random.nextBytes(bytes);
            messages.add(bytes);
        }
        return messages;
    }

    private static List<byte[]> bytes(List<DataMessage> messages) {
        return messages.stream().map(DataMessage::bytes).toList();
    }

    private static List<Integer> numbers(List<DataMessage> messages) {
        return messages.stream()
                .filter(m -> !m.isText())
                .map(m -> (m.bytes()[0] & 0xFF) << 8 | (m.bytes()[1] & 0xFF))
                .toList();
    }
}
