package org.kaskado.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.TransportProtocol;

class BindingClientTest implements BindingClient.Output {
    private static final FiveTuple PATH = new FiveTuple(TransportProtocol.UDP, address(1, 10_000), address(9, 3478));

    private final BindingClient client = new BindingClient(PATH, new Random(1));
    private final List<byte[]> sent = new ArrayList<>();
    private final List<InetSocketAddress> mapped = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    private static InetSocketAddress address(int last, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last}), port);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void run(long untilNs) {
        while (client.deadlineNs() <= untilNs) {
            client.onTime(Math.max(0, client.deadlineNs()), this);
        }
    }

    private StunMessage last() {
        byte[] bytes = sent.get(sent.size() - 1);
        return Objects.requireNonNull(StunMessage.parse(bytes, 0, bytes.length));
    }

    private Drop answer(FiveTuple from, InetSocketAddress seen) {
        byte[] bytes = StunWriter.respond(StunClass.SUCCESS, last())
                .addXorAddress(StunAttribute.XOR_MAPPED_ADDRESS, seen)
                .plain();
        return client.onDatagram(0, from, PacketBuffer.of(bytes), this);
    }

    @Test
    void shouldTellTheMappedAddressAndItsChanges() {
        run(0);
        assertThat(answer(PATH, address(5, 6))).isEqualTo(Drop.NONE);
        run(BindingClient.KEEP_NS);
        answer(PATH, address(5, 6));
        run(BindingClient.KEEP_NS);
        answer(PATH, address(5, 7));
        assertThat(mapped).containsExactly(address(5, 6), address(5, 7));
        assertThat(sent).hasSize(3);
    }

    @Test
    void shouldTakeNoAnswerFromElsewhereAndNoneTwice() {
        run(0);
        FiveTuple other = new FiveTuple(TransportProtocol.UDP, PATH.local(), address(8, 3478));
        assertThat(answer(other, address(5, 6))).isEqualTo(Drop.NOT_WANTED);
        assertThat(answer(PATH, address(5, 6))).isEqualTo(Drop.NONE);
        assertThat(answer(PATH, address(5, 9))).isEqualTo(Drop.NOT_WANTED);
        assertThat(mapped).containsExactly(address(5, 6));
    }

    @Test
    void shouldReportSilenceAndTryAgain() {
        run(TimeUnit.SECONDS.toNanos(40));
        assertThat(sent).hasSize(7);
        assertThat(failures).singleElement().asString().contains("10.0.0.9", "no answer");
        run(TimeUnit.SECONDS.toNanos(100));
        assertThat(sent.size()).isGreaterThan(7);
        client.close();
        assertThat(client.deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Override
    public void transmit(FiveTuple path, byte[] data, int offset, int length) {
        sent.add(Arrays.copyOfRange(data, offset, offset + length));
    }

    @Override
    public void mapped(InetSocketAddress address) {
        mapped.add(address);
    }

    @Override
    public void failed(String reason) {
        failures.add(reason);
    }
}
