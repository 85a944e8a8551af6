package org.kaskado.crypto;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.kaskado.dtls.DtlsConfig;
import org.kaskado.dtls.DtlsProvider;
import org.kaskado.dtls.DtlsRole;
import org.kaskado.dtls.Fingerprint;

/** A client and a server that exchange datagrams in memory, on one loop: the thread that calls {@link #runUntil}. */
final class DtlsPair {
    static final long PATIENCE_S = 10;

    final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
    final DtlsEnd client;
    final DtlsEnd server;
    /** Which datagrams arrive, asked with the datagram. */
    Predicate<byte[]> arrives = datagram -> true;

    DtlsPair(
            DtlsProvider clientProvider,
            DtlsConfig clientConfig,
            DtlsProvider serverProvider,
            DtlsConfig serverConfig) {
        client = new DtlsEnd(clientProvider, clientConfig, loop);
        server = new DtlsEnd(serverProvider, serverConfig, loop);
    }

    static DtlsPair between(DtlsProvider clientProvider, DtlsProvider serverProvider) {
        return new DtlsPair(
                clientProvider,
                config(DtlsRole.CLIENT, serverProvider.fingerprint()),
                serverProvider,
                config(DtlsRole.SERVER, clientProvider.fingerprint()));
    }

    static DtlsConfig config(DtlsRole role, Fingerprint peer) {
        return DtlsConfig.forMedia(role, List.of(peer));
    }

    DtlsPair start() {
        server.transport.start(0, server);
        client.transport.start(0, client);
        return this;
    }

    DtlsPair connect() {
        start();
        runUntil(() -> client.agreement != null && server.agreement != null);
        return this;
    }

    /** Carries datagrams and runs the loop until something holds. */
    void runUntil(BooleanSupplier done) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        carry();
        while (!done.getAsBoolean()) {
            Runnable task = poll();
            if (task != null) {
                task.run();
            } else if (System.nanoTime() > end) {
                throw new AssertionError("nothing more after " + PATIENCE_S + " s; client " + client.transport.state()
                        + " " + client.closeText + ", server " + server.transport.state() + " " + server.closeText);
            }
            carry();
        }
    }

    private Runnable poll() {
        try {
            return loop.poll(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void carry() {
        while (!client.sent.isEmpty() || !server.sent.isEmpty()) {
            for (byte[] datagram : client.takeSent()) {
                if (arrives.test(datagram)) {
                    server.take(datagram);
                }
            }
            for (byte[] datagram : server.takeSent()) {
                if (arrives.test(datagram)) {
                    client.take(datagram);
                }
            }
        }
    }
}
