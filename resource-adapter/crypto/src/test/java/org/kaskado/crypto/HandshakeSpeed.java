package org.kaskado.crypto;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a handshake costs: milliseconds of CPU on the server's and on the client's handshake thread, and on the loop that
 * carries datagrams for both. Run by hand, on one core: {@code taskset -c 0 java -cp … org.kaskado.crypto.HandshakeSpeed}.
 */
final class HandshakeSpeed {
    private static final int ROUNDS = 8;
    private static final int HANDSHAKES = 250;

    private HandshakeSpeed() {}

    public static void main(String[] arguments) throws Exception {
        for (DtlsCertificate.Kind kind : DtlsCertificate.Kind.values()) {
            measure(kind);
        }
    }

    private static void measure(DtlsCertificate.Kind kind) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] ids = new long[2];
        ExecutorService clients = Executors.newSingleThreadExecutor();
        ExecutorService servers = Executors.newSingleThreadExecutor();
        ids[0] = clients.submit(() -> Thread.currentThread().getId()).get();
        ids[1] = servers.submit(() -> Thread.currentThread().getId()).get();
        BouncyCastleDtlsProvider client = new BouncyCastleDtlsProvider(DtlsCertificate.generate(kind), clients);
        BouncyCastleDtlsProvider server = new BouncyCastleDtlsProvider(DtlsCertificate.generate(kind), servers);
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            long clientCpu = threads.getThreadCpuTime(ids[0]);
            long serverCpu = threads.getThreadCpuTime(ids[1]);
            long loopCpu = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < HANDSHAKES; i++) {
                DtlsPair.between(client, server).connect();
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s round %d: wall %.2f ms per pair, CPU server %.2f, client %.2f, loop %.2f ms%n",
                    kind,
                    round,
                    (System.nanoTime() - start) / 1e6 / HANDSHAKES,
                    (threads.getThreadCpuTime(ids[1]) - serverCpu) / 1e6 / HANDSHAKES,
                    (threads.getThreadCpuTime(ids[0]) - clientCpu) / 1e6 / HANDSHAKES,
                    (threads.getCurrentThreadCpuTime() - loopCpu) / 1e6 / HANDSHAKES);
        }
        clients.shutdown();
        servers.shutdown();
    }
}
