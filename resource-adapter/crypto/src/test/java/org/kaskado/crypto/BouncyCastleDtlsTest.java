package org.kaskado.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.dtls.DtlsClose;
import org.kaskado.dtls.DtlsConfig;
import org.kaskado.dtls.DtlsRecords;
import org.kaskado.dtls.DtlsRole;
import org.kaskado.dtls.DtlsState;
import org.kaskado.dtls.DtlsTransport;
import org.kaskado.dtls.Fingerprint;
import org.kaskado.dtls.HashFunction;
import org.kaskado.dtls.SrtpKeys;
import org.kaskado.dtls.SrtpProfile;
import org.kaskado.net.Drop;
import org.kaskado.net.Wire;

final class BouncyCastleDtlsTest {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static final BouncyCastleDtlsProvider ALICE = provider(DtlsCertificate.Kind.ECDSA);
    private static final BouncyCastleDtlsProvider BOB = provider(DtlsCertificate.Kind.ECDSA);

    private static BouncyCastleDtlsProvider provider(DtlsCertificate.Kind kind) {
        return new BouncyCastleDtlsProvider(DtlsCertificate.generate(kind), THREADS);
    }

    @AfterAll
    static void endThreads() {
        THREADS.shutdownNow();
    }

    @Test
    void shouldAgreeOnKeysWhenBothAreWhoTheySay() {
        DtlsPair pair = DtlsPair.between(ALICE, BOB).connect();

        SrtpKeys client = pair.client.agreement.srtp();
        SrtpKeys server = pair.server.agreement.srtp();
        assertThat(client.profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM).isEqualTo(server.profile());
        assertThat(client.localKey()).isEqualTo(server.remoteKey()).isNotEqualTo(client.remoteKey());
        assertThat(client.localSalt()).isEqualTo(server.remoteSalt());
        assertThat(client.remoteKey()).isEqualTo(server.localKey());
        assertThat(client.remoteSalt()).isEqualTo(server.localSalt());
        assertThat(pair.client.agreement.version()).isEqualTo("DTLS 1.2");
        assertThat(pair.client.agreement.cipherSuite()).isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
        assertThat(pair.client.agreement.peerCertificate()).isEqualTo(BOB.certificate());
        assertThat(pair.server.agreement.peerCertificate()).isEqualTo(ALICE.certificate());
        assertThat(Math.max(pair.client.longest, pair.server.longest))
                .isLessThanOrEqualTo(DtlsTransport.MAX_DATAGRAM_BYTES);
    }

    @ParameterizedTest
    @CsvSource({"RSA, ECDSA", "ECDSA, RSA", "RSA, RSA"})
    void shouldConnectWithEitherKindOfCertificate(DtlsCertificate.Kind client, DtlsCertificate.Kind server) {
        DtlsPair pair = DtlsPair.between(provider(client), provider(server)).connect();

        assertThat(pair.server.agreement.cipherSuite()).contains("_" + server + "_");
        assertThat(Math.max(pair.client.longest, pair.server.longest))
                .isLessThanOrEqualTo(DtlsTransport.MAX_DATAGRAM_BYTES);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void shouldTakeTheOnlyProfileThatBothHave(SrtpProfile profile) {
        DtlsConfig only = new DtlsConfig(DtlsRole.CLIENT, List.of(BOB.fingerprint()), List.of(profile), true);
        DtlsPair pair = new DtlsPair(ALICE, only, BOB, DtlsPair.config(DtlsRole.SERVER, ALICE.fingerprint())).connect();

        assertThat(pair.server.agreement.srtp().profile()).isEqualTo(profile);
        assertThat(pair.client.agreement.srtp().localKey()).hasSize(profile.keyBytes());
    }

    @Test
    void shouldFailOnBothSidesWhenNoProfileIsCommon() {
        DtlsConfig client = new DtlsConfig(
                DtlsRole.CLIENT, List.of(BOB.fingerprint()), List.of(SrtpProfile.AEAD_AES_128_GCM), true);
        DtlsConfig server = new DtlsConfig(
                DtlsRole.SERVER, List.of(ALICE.fingerprint()), List.of(SrtpProfile.AES_128_CM_HMAC_SHA1_80), true);
        DtlsPair pair = new DtlsPair(ALICE, client, BOB, server).start();
        pair.runUntil(() -> pair.client.closed != null && pair.server.closed != null);

        assertThat(pair.server.closed).isEqualTo(DtlsClose.NO_COMMON_SRTP_PROFILE);
        assertThat(pair.server.closeText).contains("0x0007");
        assertThat(pair.client.closed).isEqualTo(DtlsClose.ALERT);
        assertThat(pair.client.closeText).contains("handshake_failure");
    }

    @Test
    void shouldConnectWithoutSrtpWhenItIsNotRequired() {
        DtlsConfig client = new DtlsConfig(DtlsRole.CLIENT, List.of(BOB.fingerprint()), List.of(), false);
        DtlsConfig server = new DtlsConfig(DtlsRole.SERVER, List.of(ALICE.fingerprint()), SrtpProfile.PREFERRED, false);
        DtlsPair pair = new DtlsPair(ALICE, client, BOB, server).connect();

        assertThat(pair.client.agreement.srtp()).isNull();
        assertThat(pair.server.agreement.srtp()).isNull();
    }

    @ParameterizedTest
    @EnumSource(DtlsRole.class)
    void shouldRefuseThePeerWhoseFingerprintIsNotThatOfItsDescription(DtlsRole deceived) {
        Fingerprint wrong = provider(DtlsCertificate.Kind.ECDSA).fingerprint();
        DtlsConfig client = DtlsPair.config(DtlsRole.CLIENT, deceived == DtlsRole.CLIENT ? wrong : BOB.fingerprint());
        DtlsConfig server = DtlsPair.config(DtlsRole.SERVER, deceived == DtlsRole.SERVER ? wrong : ALICE.fingerprint());
        DtlsPair pair = new DtlsPair(ALICE, client, BOB, server).start();
        pair.runUntil(() -> pair.client.closed != null && pair.server.closed != null);

        DtlsEnd one = deceived == DtlsRole.CLIENT ? pair.client : pair.server;
        DtlsEnd other = deceived == DtlsRole.CLIENT ? pair.server : pair.client;
        assertThat(one.closed).isEqualTo(DtlsClose.WRONG_FINGERPRINT);
        assertThat(one.closeText).contains(wrong.toString());
        assertThat(one.agreement).isNull();
        assertThat(one.transport.state()).isEqualTo(DtlsState.FAILED);
        assertThat(other.closed).isEqualTo(DtlsClose.ALERT);
        assertThat(other.closeText).contains("bad_certificate");
    }

    @Test
    void shouldVerifyFingerprintsOfOtherHashFunctions() {
        DtlsConfig client = DtlsPair.config(DtlsRole.CLIENT, BOB.fingerprint(HashFunction.SHA_512));
        DtlsConfig server = DtlsPair.config(DtlsRole.SERVER, ALICE.fingerprint(HashFunction.SHA_1));

        new DtlsPair(ALICE, client, BOB, server).connect();
    }

    @Test
    void shouldAskForACookieBeforeAnyState() {
        BouncyCastleDtlsProvider server = provider(DtlsCertificate.Kind.ECDSA);
        DtlsPair pair = DtlsPair.between(ALICE, server).start();
        pair.runUntil(
                () -> !pair.client.sent.isEmpty() || pair.server.agreement != null || server.runningHandshakes() > 0);
        DtlsEnd fresh = new DtlsEnd(server, DtlsPair.config(DtlsRole.SERVER, ALICE.fingerprint()));
        fresh.transport.start(0, fresh);
        byte[] hello = firstHello();

        for (int i = 0; i < 100; i++) {
            assertThat(fresh.take(hello)).isEqualTo(Drop.NONE);
        }

        assertThat(fresh.sent).hasSize(100).allSatisfy(answer -> {
            assertThat(answer.length).isLessThan(hello.length);
            assertThat(answer[13]).as("HelloVerifyRequest").isEqualTo((byte) 3);
        });
        pair.client.transport.close(0, pair.client);
        pair.server.transport.close(0, pair.server);
    }

    private static byte[] firstHello() {
        DtlsPair pair = DtlsPair.between(ALICE, BOB);
        pair.client.transport.start(0, pair.client);
        List<byte[]> first = new ArrayList<>();
        pair.arrives = datagram -> {
            first.add(datagram);
            return false;
        };
        pair.runUntil(() -> !first.isEmpty());
        pair.client.transport.close(0, pair.client);
        return first.get(0);
    }

    @Test
    void shouldConnectWhenOneInTenDatagramsIsLost() {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            DtlsPair pair = DtlsPair.between(ALICE, BOB);
            pair.arrives = datagram -> random.nextInt(10) != 0;
            pair.connect();
            pair.client.transport.close(0, pair.client);
        }
    }

    /**
     * Bouncy Castle's server followed ChangeCipherSpec though CertificateVerify had not come, and refused it ever after.
     */
    @ParameterizedTest
    @ValueSource(ints = {11, 15, 16})
    void shouldConnectWhenOneMessageOfTheClientsLastFlightIsLostOnce(int handshakeType) {
        boolean[] isLost = {false};
        DtlsPair pair = DtlsPair.between(ALICE, BOB);
        pair.arrives = datagram -> {
            boolean fromClient = datagram[0] == DtlsRecords.HANDSHAKE
                    && datagram[13] == handshakeType
                    && Wire.get16(datagram, 17) > 1
                    && pair.server.sent.isEmpty();
            boolean lose = fromClient && !isLost[0];
            isLost[0] |= lose;
            return !lose;
        };

        pair.connect();

        assertThat(isLost[0]).isTrue();
    }

    @Test
    void shouldAnswerALateFlightAgainWhenTheLastOneWasLost() {
        DtlsPair pair = DtlsPair.between(ALICE, BOB);
        pair.arrives = datagram -> {
            boolean isServersLast = pair.server.agreement != null && pair.client.agreement == null;
            return !isServersLast;
        };
        pair.start();
        pair.runUntil(() -> pair.server.agreement != null);
        int[] lost = {0};
        pair.arrives = datagram -> lost[0]++ >= 2;

        pair.runUntil(() -> pair.client.agreement != null);

        assertThat(pair.client.agreement.srtp().localKey())
                .isEqualTo(pair.server.agreement.srtp().remoteKey());
    }

    @Test
    void shouldCarryApplicationDataBothWaysOnTheLoopWithoutAThread() {
        BouncyCastleDtlsProvider one = provider(DtlsCertificate.Kind.ECDSA);
        BouncyCastleDtlsProvider other = provider(DtlsCertificate.Kind.ECDSA);
        DtlsPair pair = DtlsPair.between(one, other).connect();
        byte[] hello = "hello".getBytes(StandardCharsets.UTF_8);

        assertThat(pair.client.transport.send(hello, 0, hello.length, pair.client))
                .isEqualTo(Drop.NONE);
        assertThat(pair.server.transport.send(hello, 1, 3, pair.server)).isEqualTo(Drop.NONE);
        pair.carry();

        assertThat(pair.server.received).containsExactly("hello");
        assertThat(pair.client.received).containsExactly("ell");
        pair.runUntil(() -> one.runningHandshakes() == 0 && other.runningHandshakes() == 0);
        byte[] longest = new byte[DtlsTransport.MAX_DATA_BYTES];
        Arrays.fill(longest, (byte) 'x');
        assertThat(pair.client.transport.send(longest, 0, longest.length, pair.client))
                .isEqualTo(Drop.NONE);
        pair.carry();
        assertThat(pair.server.received.get(1)).hasSize(longest.length);
        assertThat(pair.client.longest).isLessThanOrEqualTo(DtlsTransport.MAX_DATAGRAM_BYTES);
        assertThat(pair.client.transport.send(new byte[1200], 0, 1200, pair.client))
                .isEqualTo(Drop.TOO_LONG);
    }

    @Test
    void shouldNotBlockTheLoopOnRecordsThatAreReplayedForgedOrCutOff() {
        DtlsPair pair = DtlsPair.between(ALICE, BOB).connect();
        byte[] text = "once".getBytes(StandardCharsets.UTF_8);
        pair.client.transport.send(text, 0, text.length, pair.client);
        byte[] record = pair.client.takeSent().get(0);
        assertThat(pair.server.take(record)).isEqualTo(Drop.NONE);
        byte[] forged = record.clone();
        forged[10]++;
        byte[] twoForged = Arrays.copyOf(forged, 2 * forged.length);
        System.arraycopy(forged, 0, twoForged, forged.length, forged.length);

        long start = System.nanoTime();
        int rounds = 2_000;
        for (int i = 0; i < rounds; i++) {
            pair.server.take(record);
            pair.server.take(forged);
            pair.server.take(twoForged);
            pair.server.take(Arrays.copyOf(record, 14));
        }
        long eachNs = (System.nanoTime() - start) / (4L * rounds);

        assertThat(pair.server.received).containsExactly("once");
        assertThat(pair.server.transport.state()).isEqualTo(DtlsState.CONNECTED);
        // the record layer's own wait is 1 ms for each
        assertThat(eachNs).as("time per refused record, ns").isLessThan(500_000);
    }

    @Test
    void shouldTellThePeerWhenOneSideCloses() {
        DtlsPair pair = DtlsPair.between(ALICE, BOB).connect();

        pair.client.transport.close(0, pair.client);
        pair.client.transport.close(0, pair.client);
        pair.carry();

        assertThat(pair.client.closed).isEqualTo(DtlsClose.CLOSED_HERE);
        assertThat(pair.client.closes).isEqualTo(1);
        assertThat(pair.server.closed).isEqualTo(DtlsClose.CLOSED_BY_PEER);
        assertThat(pair.server.closes).isEqualTo(1);
        assertThat(pair.server.transport.state()).isEqualTo(DtlsState.CLOSED);
        assertThat(pair.server.transport.send(new byte[1], 0, 1, pair.server)).isEqualTo(Drop.NOT_KEYED);
        assertThat(pair.server.take(new byte[] {23, -2, -3, 0, 1, 0, 0, 0, 0, 0, 9, 0, 1, 0}))
                .isEqualTo(Drop.NOT_WANTED);
    }

    private static BouncyCastleDtlsProvider withOneThread(int maxWaiting) {
        DtlsLimits limits =
                new DtlsLimits(1, maxWaiting, Duration.ofMillis(150), Duration.ofMillis(400), Duration.ofMillis(40));
        return new BouncyCastleDtlsProvider(DtlsCertificate.generate(DtlsCertificate.Kind.ECDSA), THREADS, limits);
    }

    @Test
    void shouldGiveItsThreadBackWhenThePeerIsSilentAndEndInTime() {
        BouncyCastleDtlsProvider impatient = withOneThread(8);
        DtlsConfig config = DtlsPair.config(DtlsRole.CLIENT, BOB.fingerprint());
        DtlsPair pair = new DtlsPair(impatient, config, BOB, DtlsPair.config(DtlsRole.SERVER, ALICE.fingerprint()));
        pair.arrives = datagram -> false;
        DtlsEnd second = new DtlsEnd(impatient, config, pair.loop);
        pair.client.transport.start(0, pair.client);
        second.transport.start(0, second);

        pair.runUntil(() -> !second.sent.isEmpty());

        assertThat(pair.client.transport.state()).isEqualTo(DtlsState.CONNECTING);
        long deadline = pair.client.transport.deadlineNs();
        assertThat(deadline).isEqualTo(TimeUnit.MILLISECONDS.toNanos(400));
        pair.client.transport.onTime(deadline, pair.client);
        assertThat(pair.client.closed).isEqualTo(DtlsClose.TIMEOUT);
        second.transport.close(0, second);
        pair.runUntil(() -> impatient.runningHandshakes() == 0 && impatient.waitingHandshakes() == 0);
    }

    @Test
    void shouldRefuseAHandshakeWhenTooManyWait() {
        BouncyCastleDtlsProvider small = withOneThread(1);
        DtlsConfig config = DtlsPair.config(DtlsRole.CLIENT, BOB.fingerprint());
        List<DtlsEnd> ends = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            DtlsEnd end = new DtlsEnd(small, config);
            end.transport.start(0, end);
            ends.add(end);
        }

        assertThat(ends.get(2).closed).isEqualTo(DtlsClose.OVERLOADED);
        assertThat(ends.get(2).closeText).contains("1 handshakes run and 1 wait");
        ends.forEach(end -> end.transport.close(0, end));
    }

    @Test
    void shouldEndTheHandshakeThreadWhenClosedMeanwhile() {
        BouncyCastleDtlsProvider own = provider(DtlsCertificate.Kind.ECDSA);
        DtlsPair pair = DtlsPair.between(own, BOB);
        pair.arrives = datagram -> false;
        pair.start();
        pair.runUntil(() -> own.runningHandshakes() == 1);

        pair.client.transport.close(0, pair.client);

        assertThat(pair.client.closed).isEqualTo(DtlsClose.CLOSED_HERE);
        pair.runUntil(() -> own.runningHandshakes() == 0);
        pair.server.transport.close(0, pair.server);
    }

    @Test
    void shouldTakeAClientHelloInFragments() {
        byte[] whole = firstHello();
        int body = whole.length - 25;
        int half = body / 2;
        DtlsEnd server = new DtlsEnd(BOB, DtlsPair.config(DtlsRole.SERVER, ALICE.fingerprint()));
        server.transport.start(0, server);

        assertThat(server.take(fragment(whole, 0, half, 0))).isEqualTo(Drop.NONE);
        assertThat(server.take(fragment(whole, half, body - half, 1))).isEqualTo(Drop.NONE);

        DtlsPair pair = DtlsPair.between(ALICE, BOB);
        Map<Integer, Integer> types = new HashMap<>();
        pair.runUntil(() -> {
            Runnable task = server.loop.poll();
            if (task != null) {
                task.run();
            }
            server.takeSent().forEach(datagram -> types.merge((int) datagram[13], 1, Integer::sum));
            return types.containsKey(2);
        });
        assertThat(types).as("no HelloVerifyRequest").doesNotContainKey(3);
        server.transport.close(0, server);
    }

    /** One fragment of a ClientHello's body in a record of its own. */
    private static byte[] fragment(byte[] whole, int from, int length, int sequence) {
        byte[] record = new byte[25 + length];
        System.arraycopy(whole, 0, record, 0, 25);
        record[10] = (byte) sequence;
        Wire.put16(record, 11, 12 + length);
        Wire.put24(record, 19, from);
        Wire.put24(record, 22, length);
        System.arraycopy(whole, 25 + from, record, 25, length);
        assertThat(DtlsRecords.isFragmented(record, 0)).isTrue();
        return record;
    }

    @Test
    void shouldNotRegisterAProvider() {
        DtlsPair.between(ALICE, BOB).connect();

        assertThat(Security.getProviders()).noneMatch(each -> each.getName().startsWith("BC"));
    }
}
