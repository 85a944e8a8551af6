package org.kaskado.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kaskado.ice.IpLiteral;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.TransportProtocol;

class TurnFuzzTest {
    private static final InetSocketAddress SERVER =
            new InetSocketAddress(Objects.requireNonNull(IpLiteral.parse("203.0.113.9")), 3478);
    private static final InetSocketAddress HERE =
            new InetSocketAddress(Objects.requireNonNull(IpLiteral.parse("2001:db8::1")), 5000);

    @Test
    void shouldSurviveAHostileServer() {
        Random random = new Random(3);
        FiveTuple path = new FiveTuple(TransportProtocol.UDP, HERE, SERVER);
        for (int round = 0; round < 2_000; round++) {
            TurnClient client = new TurnClient(
                    new TurnConfig(path, TurnServerStub.USER, TurnServerStub.PASSWORD, true), new Random(round));
            converse(client, path, random);
        }
    }

    private static void converse(TurnClient client, FiveTuple path, Random random) {
        List<byte[]> toServer = new ArrayList<>();
        List<byte[]> toClient = new ArrayList<>();
        TurnServerStub server = new TurnServerStub(SERVER, (from, to, data) -> toClient.add(data));
        TurnOutput out = new Recorder(toServer);
        client.start(0, out);
        for (int step = 1; step < 12; step++) {
            if (client.isAllocated()) {
                client.bindChannel(step, HERE, out);
            }
            toServer.forEach(data -> server.receive(SERVER, HERE, data));
            toServer.clear();
            for (byte[] data : List.copyOf(toClient)) {
                client.onDatagram(step, path, PacketBuffer.of(mutate(data, random)), out);
                TurnFraming.frameBytes(mutate(data, random), 0, data.length);
                client.onDatagram(step, path, PacketBuffer.of(data), out);
            }
            toClient.clear();
            client.onTime(step, out);
        }
        assertThat(toServer).hasSizeLessThan(200);
    }

    private static byte[] mutate(byte[] data, Random random) {
        byte[] copy = Arrays.copyOf(data, data.length);
        for (int i = random.nextInt(4); i > 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt();
        }
        return copy;
    }

    private record Recorder(List<byte[]> sent) implements TurnOutput {
        @Override
        public void transmit(FiveTuple path, byte[] data, int offset, int length) {
            sent.add(Arrays.copyOfRange(data, offset, offset + length));
        }

        @Override
        public void allocated(InetSocketAddress relayed, InetSocketAddress mapped) {}

        @Override
        public void received(InetSocketAddress peer, byte[] data, int offset, int length) {}

        @Override
        public void failed(String reason) {}
    }
}
