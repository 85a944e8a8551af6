package org.kaskado.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kaskado.ice.IpLiteral;
import org.kaskado.net.Drop;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.TransportProtocol;

class TurnClientTest {
    private static final InetSocketAddress HERE = address("10.0.0.1", 5000);
    private static final InetSocketAddress SERVER = address("203.0.113.9", 3478);
    private static final InetSocketAddress PEER = address("198.51.100.7", 7000);

    /** Client and server joined without delay. */
    private static final class Line implements TurnOutput {
        final TurnClient client;
        final TurnServerStub server = new TurnServerStub(SERVER, this::fromServer);
        final ArrayDeque<Runnable> work = new ArrayDeque<>();
        final List<String> received = new ArrayList<>();
        final List<byte[]> atPeer = new ArrayList<>();
        final List<byte[]> sent = new ArrayList<>();
        final FiveTuple path;
        boolean isDeaf;
        long nowNs = 7;

        @Nullable
        InetSocketAddress relayed;

        @Nullable
        InetSocketAddress mapped;

        @Nullable
        String failure;

        Line(TransportProtocol protocol, String password) {
            path = new FiveTuple(protocol, HERE, SERVER);
            client = new TurnClient(new TurnConfig(path, TurnServerStub.USER, password, false), new Random(1));
        }

        static Line allocated() {
            Line line = new Line(TransportProtocol.UDP, TurnServerStub.PASSWORD);
            line.client.start(line.nowNs, line);
            return line.settle();
        }

        Line settle() {
            while (!work.isEmpty()) {
                work.poll().run();
            }
            return this;
        }

        void runS(long seconds) {
            long endNs = nowNs + TimeUnit.SECONDS.toNanos(seconds);
            while (client.deadlineNs() <= endNs) {
                nowNs = Math.max(nowNs, client.deadlineNs());
                client.onTime(nowNs, this);
                settle();
            }
            nowNs = endNs;
        }

        Drop say(String text) {
            byte[] data = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            Drop drop = client.send(nowNs, PEER, PacketBuffer.of(data), this);
            settle();
            return drop;
        }

        void fromPeer(String text) {
            InetSocketAddress to = Objects.requireNonNull(relayed);
            server.receive(to, PEER, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            settle();
        }

        private void fromServer(InetSocketAddress from, InetSocketAddress to, byte[] data) {
            if (to.equals(PEER)) {
                atPeer.add(data);
            } else {
                work.add(() -> client.onDatagram(nowNs, path, PacketBuffer.of(data), this));
            }
        }

        @Override
        public void transmit(FiveTuple to, byte[] data, int offset, int length) {
            byte[] copy = Arrays.copyOfRange(data, offset, offset + length);
            sent.add(copy);
            if (!isDeaf) {
                work.add(() -> server.receive(SERVER, HERE, copy));
            }
        }

        @Override
        public void allocated(InetSocketAddress relayedAddress, InetSocketAddress mappedAddress) {
            relayed = relayedAddress;
            mapped = mappedAddress;
        }

        @Override
        public void received(InetSocketAddress peer, byte[] data, int offset, int length) {
            received.add(peer.getPort() + new String(data, offset, length, java.nio.charset.StandardCharsets.UTF_8));
        }

        @Override
        public void failed(String reason) {
            failure = reason;
        }
    }

    private static InetSocketAddress address(String ip, int port) {
        return new InetSocketAddress(Objects.requireNonNull(IpLiteral.parse(ip)), port);
    }

    @Test
    void shouldAllocateAfterTheChallenge() {
        Line line = Line.allocated();
        assertThat(line.relayed).isEqualTo(address("203.0.113.9", 50_000));
        assertThat(line.mapped).isEqualTo(HERE);
        assertThat(line.sent).hasSize(2);
    }

    @Test
    void shouldKeepTheFirstDatagramsUntilThePeerIsPermitted() {
        Line line = Line.allocated();
        assertThat(line.say("hello")).isEqualTo(Drop.NONE);
        assertThat(line.say("again")).isEqualTo(Drop.NONE);
        assertThat(line.atPeer).extracting(String::new).containsExactly("hello", "again");
        line.fromPeer("yes");
        assertThat(line.received).containsExactly("7000yes");
        assertThat(line.server.indications).isEqualTo(2);
    }

    @Test
    void shouldUseTheChannelOnceItIsBound() {
        Line line = Line.allocated();
        line.client.bindChannel(line.nowNs, PEER, line);
        line.settle();
        line.say("media");
        line.fromPeer("back");
        assertThat(line.server.channelData).isEqualTo(1);
        assertThat(line.atPeer).extracting(String::new).containsExactly("media");
        assertThat(line.received).containsExactly("7000back");
    }

    @Test
    void shouldPadChannelDataOnStreams() {
        Line line = new Line(TransportProtocol.TCP, TurnServerStub.PASSWORD);
        line.client.start(line.nowNs, line);
        line.settle();
        line.client.bindChannel(line.nowNs, PEER, line);
        line.settle();
        line.say("12345");
        byte[] last = line.sent.get(line.sent.size() - 1);
        assertThat(last).hasSize(12);
        assertThat(TurnFraming.frameBytes(last, 0, 12)).isEqualTo(12);
        assertThat(TurnFraming.frameBytes(last, 0, 11)).isEqualTo(TurnFraming.MORE);
    }

    @Test
    void shouldRefreshAllocationAndPermissionForHours() {
        Line line = Line.allocated();
        line.client.bindChannel(line.nowNs, PEER, line);
        line.settle();
        for (int minute = 0; minute < 120; minute++) {
            line.runS(60);
            line.say("tick");
            if (minute % 7 == 0) {
                line.server.changeNonce();
            }
        }
        assertThat(line.failure).isNull();
        assertThat(line.server.refreshes).isBetween(12, 15);
        assertThat(line.server.permissions).isBetween(25, 35);
        assertThat(line.atPeer).hasSize(120);
    }

    @Test
    void shouldSayWhatIsWrongWithTheCredentials() {
        Line line = new Line(TransportProtocol.UDP, "falsch");
        line.client.start(line.nowNs, line);
        line.settle();
        assertThat(line.failure).contains("203.0.113.9", "401", "'anna'");
        assertThat(line.client.deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldGiveUpOnASilentServer() {
        Line line = new Line(TransportProtocol.UDP, TurnServerStub.PASSWORD);
        line.isDeaf = true;
        line.client.start(line.nowNs, line);
        line.runS(60);
        assertThat(line.sent).hasSize(7);
        assertThat(line.failure).contains("gave no answer");
    }

    @Test
    void shouldRefusePeersThatTheServerRefuses() {
        Line line = Line.allocated();
        InetSocketAddress loopback = address("127.0.0.1", 9);
        byte[] data = {1};
        assertThat(line.client.send(line.nowNs, loopback, PacketBuffer.of(data), line))
                .isEqualTo(Drop.NONE);
        line.settle();
        assertThat(line.client.send(line.nowNs, loopback, PacketBuffer.of(data), line))
                .isEqualTo(Drop.NOT_WANTED);
        assertThat(line.failure).isNull();
    }

    @Test
    void shouldGiveTheAddressBackOnClose() {
        Line line = Line.allocated();
        line.client.close(line.nowNs, line);
        line.client.close(line.nowNs, line);
        line.settle();
        assertThat(line.server.allocations()).isZero();
    }

    @Test
    void shouldBoundItsPeers() {
        Line line = Line.allocated();
        Drop drop = Drop.NONE;
        for (int i = 0; i < 100; i++) {
            drop = line.client.send(line.nowNs, address("198.51.100.7", 1000 + i), PacketBuffer.of(new byte[1]), line);
            line.settle();
        }
        assertThat(drop).isEqualTo(Drop.OVER_BUDGET);
    }

    @Test
    void shouldIgnoreDatagramsThatAreNotFromTheServer() {
        Line line = Line.allocated();
        FiveTuple stranger = new FiveTuple(TransportProtocol.UDP, HERE, PEER);
        assertThat(line.client.onDatagram(line.nowNs, stranger, PacketBuffer.of(new byte[20]), line))
                .isEqualTo(Drop.UNKNOWN_PEER);
    }
}
