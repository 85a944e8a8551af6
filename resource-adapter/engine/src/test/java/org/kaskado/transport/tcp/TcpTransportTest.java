package org.kaskado.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.PacketPool;
import org.kaskado.runtime.LoopGroup;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.runtime.MediaThreads;
import org.kaskado.runtime.SelectorLoop;
import org.kaskado.transport.udp.DatagramReceiver;

class TcpTransportTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final MediaThreads threads = new MediaThreads(1);
    private final LoopGroup loops = LoopGroup.start(2, threads);
    private final PacketPool[] pools = {new PacketPool(16), new PacketPool(16)};
    private TcpTransport transport;
    private Echo session = new Echo(loops.selectors().get(0));

    /** Answers every frame with its text in capitals. */
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
            String text = new String(packet.toByteArray(), StandardCharsets.UTF_8);
            seen.add(loop.isCurrent() ? text : "on a foreign loop");
            byte[] answer = text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            loop.execute(() -> transport.send(path, answer, 0, answer.length));
        }
    }

    @BeforeEach
    void open() throws IOException {
        transport = TcpTransport.open(
                List.of(new InetSocketAddress(LOOPBACK, 0)),
                loops.selectors(),
                loop -> pools[loops.selectors().indexOf(loop)],
                (data, offset, length) -> new String(data, offset, length, StandardCharsets.UTF_8).startsWith("for you")
                        ? session
                        : null);
    }

    @AfterEach
    void close() {
        transport.close();
        loops.close();
        threads.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(LOOPBACK, transport.locals().get(0).getPort());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeShort(data.length);
        out.write(data);
        out.flush();
    }

    private static String hear(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] data = new byte[in.readUnsignedShort()];
        in.readFully(data);
        return new String(data, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldCarryFramesOnTheLoopOfTheSessionThatTheFirstOneNames(int home) throws Exception {
        session = new Echo(loops.selectors().get(home));
        try (Socket socket = connect()) {
            say(socket, "for you");
            assertThat(hear(socket)).isEqualTo("FOR YOU");
            for (int i = 0; i < 50; i++) {
                say(socket, "frame " + i);
            }
            for (int i = 0; i < 50; i++) {
                assertThat(hear(socket)).isEqualTo("FRAME " + i);
            }
            assertThat(transport.connections()).isEqualTo(1);
        }
        assertThat(session.seen).hasSize(51).doesNotContain("on a foreign loop");
    }

    @Test
    void shouldCloseAConnectionThatNamesNobody() throws Exception {
        try (Socket socket = connect()) {
            say(socket, "who is there");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(transport.connections()).isZero();
    }

    @Test
    void shouldCloseAConnectionWhoseFrameIsLongerThanAnyPacket() throws Exception {
        try (Socket socket = connect()) {
            say(socket, "for you");
            assertThat(hear(socket)).isEqualTo("FOR YOU");
            say(socket, "x".repeat(PacketPool.BUFFER_BYTES + 1));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void shouldTakeAFrameThatComesByteByByte() throws Exception {
        try (Socket socket = connect()) {
            socket.setTcpNoDelay(true);
            for (byte each : new byte[] {0, 7, 'f', 'o', 'r', ' ', 'y', 'o', 'u'}) {
                socket.getOutputStream().write(each);
                socket.getOutputStream().flush();
            }
            assertThat(hear(socket)).isEqualTo("FOR YOU");
        }
    }
}
