package org.kaskado.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.kaskado.dtls.DtlsRole;
import org.kaskado.dtls.DtlsState;
import org.kaskado.net.Wire;

/** Bytes that no peer of ours sent: they end no association, block no loop and start no handshake. */
final class BouncyCastleDtlsFuzzTest {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static final DtlsLimits SHORT =
            new DtlsLimits(4, 1000, Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofMillis(50));
    private static final BouncyCastleDtlsProvider ALICE =
            new BouncyCastleDtlsProvider(DtlsCertificate.generate(DtlsCertificate.Kind.ECDSA), THREADS, SHORT);
    private static final BouncyCastleDtlsProvider BOB =
            new BouncyCastleDtlsProvider(DtlsCertificate.generate(DtlsCertificate.Kind.ECDSA), THREADS, SHORT);

    @AfterAll
    static void endThreads() {
        THREADS.shutdownNow();
    }

    @Test
    void shouldStayConnectedWhateverIsForged() {
        Random random = new Random(0xd715);
        DtlsPair pair = DtlsPair.between(ALICE, BOB).connect();
        byte[] text = "still here".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] forged = new byte[13 + random.nextInt(80)];
            random.nextBytes(forged);
            forged[0] = (byte) (20 + random.nextInt(5));
            forged[1] = (byte) 0xFE;
            forged[2] = (byte) (random.nextInt(8) == 0 ? 0xFF : 0xFD);
            Wire.put16(forged, 3, random.nextInt(8) == 0 ? random.nextInt(3) : 1);
            Wire.put48(forged, 5, random.nextInt(100_000));
            int length = forged.length - 13;
            Wire.put16(forged, 11, random.nextInt(4) == 0 ? random.nextInt(length + 1) : length);
            (i % 2 == 0 ? pair.server : pair.client).take(forged);
            pair.client.sent.clear();
            pair.server.sent.clear();
            assertThat(pair.server.transport.state()).as(pair.server.closeText).isEqualTo(DtlsState.CONNECTED);
            assertThat(pair.client.transport.state()).as(pair.client.closeText).isEqualTo(DtlsState.CONNECTED);
        }
        pair.client.transport.send(text, 0, text.length, pair.client);
        pair.carry();
        assertThat(pair.server.received).containsExactly("still here");
    }

    @Test
    void shouldEndInTimeWhateverTheHandshakeIs() {
        Random random = new Random(0xd716);
        for (int i = 0; i < 12; i++) {
            DtlsPair pair = DtlsPair.between(ALICE, BOB);
            pair.arrives = datagram -> {
                if (random.nextInt(3) == 0) {
                    datagram[random.nextInt(datagram.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return true;
            };
            pair.start();
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(700);
            pair.runUntil(() -> isOver(pair.client) && isOver(pair.server) || System.nanoTime() > until);
            for (DtlsEnd end : List.of(pair.client, pair.server)) {
                end.transport.onTime(end.transport.deadlineNs() - 1, end);
                end.transport.onTime(SHORT.total().toNanos(), end);
                assertThat(isOver(end)).isTrue();
                end.transport.close(0, end);
            }
        }
        DtlsPair.between(ALICE, BOB).connect();
    }

    private static boolean isOver(DtlsEnd end) {
        return end.agreement != null || end.closed != null;
    }

    @Test
    void shouldKeepNoThreadForTenThousandHalfOpenClients() {
        List<byte[]> hellos = new ArrayList<>();
        DtlsPair pair = DtlsPair.between(ALICE, BOB);
        pair.arrives = datagram -> {
            hellos.add(datagram);
            return false;
        };
        pair.client.transport.start(0, pair.client);
        pair.runUntil(() -> !hellos.isEmpty());
        pair.client.transport.close(0, pair.client);
        pair.runUntil(() -> ALICE.runningHandshakes() == 0);

        int answers = 0;
        for (int i = 0; i < 10_000; i++) {
            DtlsEnd victim = new DtlsEnd(BOB, DtlsPair.config(DtlsRole.SERVER, ALICE.fingerprint()));
            victim.transport.start(0, victim);
            victim.take(hellos.get(0));
            answers += victim.sent.size();
        }

        assertThat(answers).isEqualTo(10_000);
        assertThat(BOB.runningHandshakes() + BOB.waitingHandshakes()).isZero();
    }
}
