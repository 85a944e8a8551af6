package org.kaskado.engine.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.runtime.ManualLoop;

class HttpInputTest {
    private static final byte[] CONTENT = content();

    private final ManualLoop loop = new ManualLoop();
    private final BlockingCalls calls = new BlockingCalls(Runnable::run, loop);
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ranges", exchange -> serve(exchange, true));
        server.createContext("/plain", exchange -> serve(exchange, false));
        server.createContext("/moved", exchange -> redirect(exchange, "/ranges"));
        server.createContext("/loop", exchange -> redirect(exchange, "/loop"));
        server.createContext("/inside", exchange -> redirect(exchange, "http://10.1.2.3/secret"));
        server.createContext("/file", exchange -> redirect(exchange, "file:///etc/passwd"));
        server.createContext("/gone", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldReadInOrderOverOneConnectionAndJumpByRange() throws Exception {
        HttpInput input = open("/ranges");
        assertThat(input.isSeekable()).isTrue();
        assertThat(input.lengthBytes()).isEqualTo(CONTENT.length);
        assertThat(input.contentType()).isEqualTo("video/webm");
        assertThat(all(input, 0)).isEqualTo(CONTENT);
        assertThat(requests).hasValue(1);
        assertThat(all(input, 300_000)).isEqualTo(Arrays.copyOfRange(CONTENT, 300_000, CONTENT.length));
        assertThat(requests).hasValue(2);
        input.close();
    }

    @Test
    void shouldReadChunksInOrderAndSayThatItCannotJump() throws Exception {
        HttpInput input = open("/plain");
        assertThat(input.isSeekable()).isFalse();
        assertThat(input.lengthBytes()).isEqualTo(-1);
        assertThat(all(input, 0)).isEqualTo(CONTENT);
        assertThatThrownBy(() -> read(input, 10, 10)).hasMessageContaining("gives no ranges");
        input.close();
    }

    @Test
    void shouldFollowARedirect() throws Exception {
        HttpInput input = open("/moved");
        assertThat(all(input, 0)).isEqualTo(CONTENT);
        input.close();
    }

    @Test
    void shouldRefuseLoopsAndRedirectsThatLeaveHttpOrTheAllowedAddresses() {
        assertThatThrownBy(() -> open("/loop")).hasMessageContaining("more than 5");
        assertThatThrownBy(() -> open("/file")).hasMessageContaining("no HTTP URI");
        HttpFetch guarded = fetch(new AddressPolicy(false), host ->
                new InetAddress[] {InetAddress.getByName(host.equals("public.test") ? "127.0.0.1" : host)});
        assertThatThrownBy(() -> guarded.get(uri("/inside"), 0, null))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(MediaErrorCode.URI_FORBIDDEN));
    }

    @Test
    void shouldRefuseARedirectToAPrivateAddressThoughTheFirstHostIsFine() throws Exception {
        InetAddress server = InetAddress.getLoopbackAddress();
        AddressPolicy localOnly = new AddressPolicy(true);
        HttpFetch fetch = fetch(localOnly, host ->
                new InetAddress[] {host.equals("10.1.2.3") ? InetAddress.getByName("169.254.169.254") : server});
        assertThatThrownBy(() -> fetch.get(uri("/inside"), 0, null))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(MediaErrorCode.URI_FORBIDDEN))
                .hasMessageContaining("169.254.169.254");
        assertThat(requests).hasValue(0);
    }

    @Test
    void shouldResolveANameOncePerConnectionSoThatAChangingAnswerWinsNothing() throws Exception {
        AtomicInteger resolutions = new AtomicInteger();
        HttpFetch fetch = fetch(new AddressPolicy(true), host -> {
            return resolutions.incrementAndGet() == 1
                    ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                    : new InetAddress[] {InetAddress.getByName("169.254.169.254")};
        });
        URI named = URI.create("http://media.test:" + server.getAddress().getPort() + "/ranges");
        HttpInput input = HttpInput.open(calls, fetch, named);
        assertThat(resolutions).hasValue(1);
        assertThat(all(input, 0)).isEqualTo(CONTENT);
        assertThatThrownBy(() -> read(input, 5, 10))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(MediaErrorCode.URI_FORBIDDEN));
        input.close();
    }

    @Test
    void shouldNameTheStatusOfAFailure() {
        assertThatThrownBy(() -> open("/gone"))
                .isInstanceOfSatisfying(
                        MediaException.class,
                        e -> assertThat(e.code()).isEqualTo(MediaErrorCode.URI_PATH_FILE_NOT_FOUND))
                .hasMessageContaining("404");
    }

    private static HttpFetch fetch(AddressPolicy policy, HttpFetch.Resolver resolver) {
        return new HttpFetch(policy, resolver, TrustedIssuers.sockets(null));
    }

    private HttpInput open(String path) throws IOException {
        return HttpInput.open(calls, fetch(new AddressPolicy(true), InetAddress::getAllByName), uri(path));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private byte[] all(HttpInput input, int from) throws Exception {
        byte[] all = new byte[CONTENT.length - from];
        int count = 0;
        for (byte[] step = read(input, from, 70_000); step.length > 0; step = read(input, from + count, 70_000)) {
            System.arraycopy(step, 0, all, count, step.length);
            count += step.length;
        }
        assertThat(count).isEqualTo(all.length);
        return all;
    }

    private byte[] read(HttpInput input, long offset, int most) {
        var answer = input.read(offset, most).toCompletableFuture();
        loop.runPending();
        try {
            return answer.join();
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause() instanceof MediaException cause ? cause : e;
        }
    }

    private void serve(HttpExchange exchange, boolean withRanges) throws IOException {
        requests.incrementAndGet();
        exchange.getResponseHeaders().set("Content-Type", "video/webm");
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = withRanges ? Integer.parseInt(range.substring("bytes=".length(), range.indexOf('-'))) : 0;
        if (withRanges) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
        }
        exchange.sendResponseHeaders(withRanges ? 206 : 200, withRanges ? CONTENT.length - from : 0);
        try (var body = exchange.getResponseBody()) {
            body.write(CONTENT, from, CONTENT.length - from);
        } catch (IOException e) {
            exchange.close(); // the reader jumped elsewhere
        }
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static byte[] content() {
        byte[] content = new byte[500_000];
        new java.util.Random(7).nextBytes(content);
        return content;
    }
}
