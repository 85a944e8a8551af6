package org.kaskado.transport.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.TransportProtocol;
import org.kaskado.runtime.LoopGroup;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.runtime.MediaThreads;
import org.kaskado.runtime.SelectorLoop;

class UdpTransportTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final MediaThreads threads = new MediaThreads(1);
    private final LoopGroup loops = LoopGroup.start(2, threads);
    private final BlockingQueue<String> unknown = new LinkedBlockingQueue<>();
    private UdpTransport transport;
    private DatagramReceiver forUnknown;

    @AfterEach
    void close() {
        if (transport != null) {
            transport.close();
        }
        loops.close();
        threads.close();
    }

    /** Answers every datagram with its text in capitals, and remembers on which loop it came. */
    private final class Echo implements DatagramReceiver {
        private final SelectorLoop loop;
        private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        Echo(SelectorLoop loop) {
            this.loop = loop;
        }

        @Override
        public MediaLoop loop() {
            return loop;
        }

        @Override
        public void onDatagram(long nowNs, FiveTuple path, PacketBuffer packet) {
            seen.add(loop.isCurrent() ? "own loop" : "foreign loop");
            byte[] answer = new String(packet.toByteArray(), StandardCharsets.UTF_8)
                    .toUpperCase(Locale.ROOT)
                    .getBytes(StandardCharsets.UTF_8);
            transport.bind(path, this);
            transport.send(loop, path, answer, 0, answer.length);
        }
    }

    private void open() throws IOException {
        transport = UdpTransport.open(List.of(LOOPBACK), 0, loops.selectors(), 64, (data, offset, length) -> {
            unknown.add(new String(data, offset, length, StandardCharsets.UTF_8));
            return forUnknown;
        });
    }

    private static String exchange(DatagramSocket client, InetSocketAddress server, String text) throws IOException {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        client.setSoTimeout(5_000);
        client.send(new DatagramPacket(data, data.length, server));
        DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
        client.receive(answer);
        return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldDeliverOnTheLoopOfTheSessionWhereverTheKernelPutsTheDatagram() throws Exception {
        open();
        Echo echo = new Echo(loops.selectors().get(1));
        forUnknown = echo;
        InetSocketAddress server = transport.locals().get(0);
        List<DatagramSocket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 16; i++) { // sixteen ports at one time: the kernel hashes them over both sockets
                clients.add(new DatagramSocket(0, LOOPBACK));
                assertThat(exchange(clients.get(i), server, "hello " + i)).isEqualTo("HELLO " + i);
                assertThat(exchange(clients.get(i), server, "again")).isEqualTo("AGAIN");
            }
        } finally {
            clients.forEach(DatagramSocket::close);
        }
        assertThat(echo.seen).hasSize(32).containsOnly("own loop");
        assertThat(unknown).hasSize(16).noneMatch("again"::equals);
        assertThat(transport.routeCount()).isEqualTo(16);
    }

    @Test
    void shouldDropAndCountWhatNobodyKnows() throws Exception {
        open();
        InetSocketAddress server = transport.locals().get(0);
        try (DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
            byte[] data = "who am I".getBytes(StandardCharsets.UTF_8);
            client.send(new DatagramPacket(data, data.length, server));
            assertThat(unknown.poll(5, TimeUnit.SECONDS)).isEqualTo("who am I");
        }
        long dropped = 0;
        for (SelectorLoop loop : loops.selectors()) {
            CompletableFuture<Map<String, Long>> counters = new CompletableFuture<>();
            loop.execute(() -> counters.complete(transport.counters(loop)));
            Map<String, Long> values = counters.get(5, TimeUnit.SECONDS);
            dropped += values.get("udp_drops_unknown_peer");
            assertThat(values).containsEntry("udp_buffers_in_use", 0L);
        }
        assertThat(dropped).isEqualTo(1);
    }

    @Test
    void shouldBelieveWhatStunNamesBeforeTheAddressThatAnotherSessionHasTaken() throws Exception {
        open();
        Echo thief = new Echo(loops.selectors().get(0));
        Echo named = new Echo(loops.selectors().get(1));
        forUnknown = named;
        InetSocketAddress server = transport.locals().get(0);
        try (DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
            InetSocketAddress remote = new InetSocketAddress(LOOPBACK, client.getLocalPort());
            transport.bindIfFree(new FiveTuple(TransportProtocol.UDP, server, remote), thief);
            assertThat(exchange(client, server, "\0\1 names its session")).contains("NAMES");
            assertThat(named.seen).hasSize(1);
            assertThat(thief.seen).isEmpty();
            assertThat(exchange(client, server, "and from now on the address does"))
                    .contains("ADDRESS");
            assertThat(named.seen).hasSize(2);
        }
    }

    @Test
    void shouldNotShareThePortOfAnotherServer() throws Exception {
        open();
        int port = transport.locals().get(0).getPort();
        assertThatThrownBy(() -> UdpTransport.open(
                        List.of(LOOPBACK), port, loops.selectors(), 64, (data, offset, length) -> null))
                .hasMessageContaining("cannot be bound");
    }

    @Test
    void shouldNameTheAddressThatCannotBeBound() throws Exception {
        try (DatagramSocket holder = new DatagramSocket(0, LOOPBACK)) {
            int port = holder.getLocalPort();
            assertThatThrownBy(() -> UdpTransport.open(
                            List.of(LOOPBACK), port, loops.selectors(), 64, (data, offset, length) -> null))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
    }
}
