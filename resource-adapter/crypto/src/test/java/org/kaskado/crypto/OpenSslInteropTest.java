package org.kaskado.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaskado.dtls.DtlsClose;
import org.kaskado.dtls.DtlsRole;
import org.kaskado.dtls.Fingerprint;
import org.kaskado.dtls.SrtpKeys;
import org.kaskado.dtls.SrtpProfile;

/** DTLS over UDP on the loopback with OpenSSL's own client and server; both export the same SRTP keys. */
final class OpenSslInteropTest {
    private static final String BOTH = "SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80";
    private static final int POLL_MS = 20;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private DatagramSocket socket;
    private InetSocketAddress peer;
    private DtlsEnd end;

    @BeforeEach
    void openSocket() throws IOException {
        assumeFalse(OpenSsl.isMissing(), "the openssl program is not installed");
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(POLL_MS);
    }

    @AfterEach
    void closeSocket() {
        threads.shutdownNow();
        if (socket != null) {
            socket.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ECDSA, ECDSA, " + BOTH + ", AEAD_AES_128_GCM",
        "RSA, ECDSA, SRTP_AES128_CM_SHA1_80, AES_128_CM_HMAC_SHA1_80",
        "ECDSA, RSA, SRTP_AEAD_AES_256_GCM, AEAD_AES_256_GCM"
    })
    void shouldServeOpenSslAsClient(
            DtlsCertificate.Kind ours, DtlsCertificate.Kind theirs, String profiles, SrtpProfile expected)
            throws Exception {
        try (OpenSsl openssl = new OpenSsl(folder)) {
            begin(DtlsRole.SERVER, ours, openssl.makeCertificate(theirs));
            openssl.start(
                    "s_client", profiles, expected.materialBytes(), "-connect", "127.0.0.1:" + socket.getLocalPort());

            check(openssl, expected);

            openssl.endInput();
            runUntil(() -> end.closed != null, openssl);
            assertThat(end.closed).isEqualTo(DtlsClose.CLOSED_BY_PEER);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ECDSA, ECDSA, " + BOTH + ", AEAD_AES_128_GCM, -listen",
        "ECDSA, RSA, SRTP_AES128_CM_SHA1_80, AES_128_CM_HMAC_SHA1_80, -no_ticket",
        "RSA, ECDSA, " + BOTH + ", AEAD_AES_128_GCM, -timeout"
    })
    void shouldConnectToOpenSslAsServer(
            DtlsCertificate.Kind ours,
            DtlsCertificate.Kind theirs,
            String profiles,
            SrtpProfile expected,
            String option)
            throws Exception {
        try (OpenSsl openssl = new OpenSsl(folder)) {
            Fingerprint fingerprint = openssl.makeCertificate(theirs);
            peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
            String[] more = {"-accept", "127.0.0.1:" + peer.getPort(), "-Verify", "1", option};
            openssl.start("s_server", profiles, expected.materialBytes(), more);
            begin(DtlsRole.CLIENT, ours, fingerprint);

            check(openssl, expected);

            end.transport.close(0, end);
            flush();
            runUntil(
                    () -> openssl.output().contains("DONE") || openssl.output().contains("CONNECTION CLOSED"), openssl);
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private void begin(DtlsRole role, DtlsCertificate.Kind kind, Fingerprint fingerprint) throws IOException {
        BouncyCastleDtlsProvider provider = new BouncyCastleDtlsProvider(DtlsCertificate.generate(kind), threads);
        end = new DtlsEnd(provider, DtlsPair.config(role, fingerprint));
        end.transport.start(0, end);
        flush();
    }

    private void check(OpenSsl openssl, SrtpProfile expected) throws Exception {
        runUntil(() -> end.agreement != null && !openssl.material().isEmpty(), openssl);
        SrtpKeys keys = end.agreement.srtp();
        assertThat(keys.profile()).isEqualTo(expected);
        boolean isClient = openssl.output().contains("ACCEPT");
        assertThat(openssl.material()).isEqualTo(hex(keys, isClient));
        openssl.type("hello from openssl");
        runUntil(() -> end.received.contains("hello from openssl\n"), openssl);
        byte[] greeting = "hello to openssl\n".getBytes(StandardCharsets.UTF_8);
        end.transport.send(greeting, 0, greeting.length, end);
        flush();
        runUntil(() -> openssl.output().contains("hello to openssl"), openssl);
    }

    /** RFC 5764 §4.2: client key, server key, client salt, server salt. */
    private static String hex(SrtpKeys keys, boolean weAreClient) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(weAreClient ? keys.localKey() : keys.remoteKey());
        all.writeBytes(weAreClient ? keys.remoteKey() : keys.localKey());
        all.writeBytes(weAreClient ? keys.localSalt() : keys.remoteSalt());
        all.writeBytes(weAreClient ? keys.remoteSalt() : keys.localSalt());
        return HexFormat.of().withUpperCase().formatHex(all.toByteArray());
    }

    private void runUntil(Callable<Boolean> done, OpenSsl openssl) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(DtlsPair.PATIENCE_S);
        while (!done.call()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within " + DtlsPair.PATIENCE_S + " s; " + end.transport.state() + " "
                        + end.closeText + " " + end.received + "\n" + openssl.output());
            }
            for (Runnable task = end.loop.poll(); task != null; task = end.loop.poll()) {
                task.run();
            }
            flush();
            receiveOne();
            flush();
        }
    }

    private void receiveOne() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            return;
        }
        peer = (InetSocketAddress) packet.getSocketAddress();
        end.take(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    private void flush() throws IOException {
        for (byte[] datagram : end.takeSent()) {
            socket.send(new DatagramPacket(datagram, datagram.length, peer));
        }
    }
}
