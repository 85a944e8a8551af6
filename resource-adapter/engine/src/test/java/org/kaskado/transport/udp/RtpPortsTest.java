package org.kaskado.transport.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kaskado.net.PacketPool;
import org.kaskado.runtime.LoopGroup;
import org.kaskado.runtime.MediaThreads;

class RtpPortsTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final RtpSocketPair.Receiver NOBODY = (nowNs, isRtcpPort, from, packet) -> {};

    private final MediaThreads threads = new MediaThreads(2);
    private final LoopGroup loops = LoopGroup.start(1, threads);
    private RtpLoop loop;

    @BeforeEach
    void open() {
        loop = new RtpLoop(loops.selectors().get(0), new PacketPool(64));
    }

    @AfterEach
    void close() {
        loops.close();
        threads.close();
    }

    private <T> T onLoop(Callable<T> work) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.loop().execute(() -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(10, TimeUnit.SECONDS);
    }

    private RtpSocketPair open(RtpPorts ports, boolean isMuxed) throws Exception {
        return onLoop(() -> ports.open(loop, HERE, isMuxed, NOBODY));
    }

    @Test
    void shouldGiveAnEvenPortAndTheNextOne() throws Exception {
        RtpSocketPair pair = open(new RtpPorts(23_001, 23_099), false);

        assertThat(pair.rtpPort()).isEven();
        assertThat(pair.rtcpPort()).isEqualTo(pair.rtpPort() + 1);
    }

    @Test
    void shouldSkipPairsOfWhichAPortIsInUse() throws Exception {
        RtpPorts ports = new RtpPorts(23_100, 23_105);
        try (DatagramSocket odd = new DatagramSocket(new InetSocketAddress(HERE, 23_101))) {
            assertThat(odd.isBound()).isTrue();
            assertThat(open(ports, false).rtpPort()).isEqualTo(23_102);
            assertThat(open(ports, false).rtpPort()).isEqualTo(23_104);
            assertThatThrownBy(() -> open(ports, false))
                    .hasMessageContaining("all 3 port pairs of 23100-23105")
                    .hasMessageContaining("are in use");
            assertThat(open(ports, true).rtpPort())
                    .as("its odd port is not needed")
                    .isEqualTo(23_100);
        }
    }

    @Test
    void shouldLeaveNothingOpenAndUseFreedPortsAgain() throws Exception {
        RtpPorts ports = new RtpPorts(23_110, 23_111);
        RtpSocketPair pair = open(ports, false);
        onLoop(() -> {
            pair.close();
            pair.close();
            return pair;
        });

        Awaitility.await() // a watched channel gives its port back with the selector's next turn
                .ignoreExceptions()
                .until(() -> open(ports, false).rtpPort() == 23_110);
    }

    @Test
    void shouldTellThePortsApart() throws Exception {
        CompletableFuture<Boolean> came = new CompletableFuture<>();
        RtpSocketPair pair = onLoop(() -> new RtpPorts(23_120, 23_139)
                .open(loop, HERE, false, (nowNs, isRtcpPort, from, packet) -> came.complete(isRtcpPort)));
        try (DatagramSocket peer = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
            peer.send(new DatagramPacket(new byte[9], 9, HERE, pair.rtcpPort()));
            assertThat(came.get(10, TimeUnit.SECONDS)).isTrue();

            onLoop(() -> {
                pair.send(false, (InetSocketAddress) peer.getLocalSocketAddress(), new byte[5], 0, 5);
                return pair;
            });
            DatagramPacket got = new DatagramPacket(new byte[100], 100);
            peer.setSoTimeout(10_000);
            peer.receive(got);
            assertThat(got.getPort()).isEqualTo(pair.rtpPort());
        }
    }

    @Test
    void shouldRefuseARangeWithoutAPair() {
        assertThatThrownBy(() -> new RtpPorts(20_001, 20_002)).hasMessageContaining("20001-20002");
        assertThatThrownBy(() -> new RtpPorts(65_000, 70_000)).isInstanceOf(IllegalArgumentException.class);
    }
}
