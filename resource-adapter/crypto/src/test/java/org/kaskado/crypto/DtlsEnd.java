package org.kaskado.crypto;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.kaskado.dtls.DtlsAgreement;
import org.kaskado.dtls.DtlsClose;
import org.kaskado.dtls.DtlsConfig;
import org.kaskado.dtls.DtlsOutput;
import org.kaskado.dtls.DtlsProvider;
import org.kaskado.dtls.DtlsTransport;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;

/** One end of a DTLS association in a test: its transport, its outgoing datagrams, and what it was told. */
final class DtlsEnd implements DtlsOutput {
    final DtlsTransport transport;
    final BlockingQueue<Runnable> loop;
    final List<byte[]> sent = new ArrayList<>();
    final List<String> received = new ArrayList<>();

    @Nullable
    DtlsAgreement agreement;

    @Nullable
    DtlsClose closed;

    String closeText = "";
    int closes;
    int longest;

    DtlsEnd(DtlsProvider provider, DtlsConfig config, BlockingQueue<Runnable> loop) {
        this.loop = loop;
        this.transport = provider.open(config, () -> loop.add(this::onWake));
    }

    DtlsEnd(DtlsProvider provider, DtlsConfig config) {
        this(provider, config, new LinkedBlockingQueue<>());
    }

    private void onWake() {
        transport.onTime(0, this);
    }

    Drop take(byte[] datagram) {
        return transport.onDatagram(0, PacketBuffer.of(datagram), this);
    }

    List<byte[]> takeSent() {
        List<byte[]> all = new ArrayList<>(sent);
        sent.clear();
        return all;
    }

    @Override
    public void transmit(byte[] data, int offset, int length) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        copy.write(data, offset, length);
        longest = Math.max(longest, length);
        sent.add(copy.toByteArray());
    }

    @Override
    public void connected(DtlsAgreement agreed) {
        agreement = agreed;
    }

    @Override
    public void data(byte[] data, int offset, int length) {
        received.add(new String(data, offset, length, java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void closed(DtlsClose reason, String text) {
        closed = reason;
        closeText = text;
        closes++;
    }
}
