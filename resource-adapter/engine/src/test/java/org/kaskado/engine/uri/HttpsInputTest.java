package org.kaskado.engine.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.runtime.ManualLoop;

/** Media over https from a server whose certificate nobody has signed but itself. */
class HttpsInputTest {
    private static final char[] PASSWORD = "password".toCharArray();
    private static final byte[] CLIP = "bytes of a clip".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final ManualLoop loop = new ManualLoop();
    private final BlockingCalls calls = new BlockingCalls(Runnable::run, loop);
    private HttpsServer server;
    private Path certificate;

    @BeforeEach
    void start() throws Exception {
        KeyStore keys = selfMade("media.test");
        certificate = folder.resolve("certificate.pem");
        Files.writeString(
                certificate,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("server").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/clip.webm", exchange -> {
            exchange.sendResponseHeaders(200, CLIP.length);
            exchange.getResponseBody().write(CLIP);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldReadFromAServerWhoseCertificateTheConfigurationTrusts() throws Exception {
        HttpInput input = open("media.test", certificate);
        CompletableFuture<byte[]> answer = input.read(0, 100).toCompletableFuture();
        loop.runPending();
        assertThat(answer.join()).isEqualTo(CLIP);
        input.close();
    }

    @Test
    void shouldRefuseASelfSignedCertificateAndNameTheKeyToChange() {
        assertRefused("media.test", null);
    }

    @Test
    void shouldRefuseATrustedCertificateThatIsForAnotherName() {
        assertRefused("other.test", certificate);
    }

    @Test
    void shouldNotStartWithATrustFileThatHoldsNoCertificate() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        assertThatThrownBy(() -> TrustedIssuers.sockets(empty))
                .hasMessageContaining("kaskado.tls.trust")
                .hasMessageContaining("empty.pem");
        assertThatThrownBy(() -> TrustedIssuers.sockets(folder.resolve("nothing.pem")))
                .hasMessageContaining("kaskado.tls.trust");
    }

    private void assertRefused(String host, Path trusted) {
        assertThatThrownBy(() -> open(host, trusted))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(MediaErrorCode.URI_FORBIDDEN))
                .hasMessageContaining("valid for " + host)
                .hasMessageContaining("kaskado.tls.trust");
    }

    private HttpInput open(String host, Path trusted) throws Exception {
        HttpFetch fetch = new HttpFetch(
                new AddressPolicy(true),
                name -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                TrustedIssuers.sockets(trusted));
        return HttpInput.open(
                calls,
                fetch,
                URI.create("https://" + host + ":" + server.getAddress().getPort() + "/clip.webm"));
    }

    private KeyStore selfMade(String host) throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-validity",
                        "2",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("keytool.log")).as("keytool").isNotNull();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }
}
