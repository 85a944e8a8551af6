package org.kaskado.it.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.kaskado.it.server.KaskadoServer;

/** Sends requests to rooms. */
public final class LiveClient {
    public static final String SDP = "application/sdp";
    static final String FRAGMENT = "application/trickle-ice-sdpfrag";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String FINGERPRINT = "AB:".repeat(31) + "CD";

    private final KaskadoServer server;

    public LiveClient(KaskadoServer server) {
        this.server = server;
    }

    /** An offer of one audio section, without candidates; nobody is behind it. */
    public static String offer(String direction, String codec) {
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "a=group:BUNDLE 0",
                "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                "c=IN IP4 0.0.0.0",
                "a=mid:0",
                "a=ice-ufrag:abcd",
                "a=ice-pwd:abcdefghijklmnopqrstuvwx",
                "a=ice-options:trickle",
                "a=fingerprint:sha-256 " + FINGERPRINT,
                "a=setup:actpass",
                "a=rtcp-mux",
                "a=" + direction,
                "a=rtpmap:111 " + codec,
                "");
    }

    static String fragment(String ufrag) {
        return String.join(
                "\r\n",
                "a=ice-ufrag:" + ufrag,
                "a=ice-pwd:abcdefghijklmnopqrstuvwx",
                "m=audio 9 UDP/TLS/RTP/SAVPF 0",
                "a=mid:0",
                "a=candidate:1 1 udp 2130706431 127.0.0.1 9 typ host",
                "a=end-of-candidates",
                "");
    }

    public HttpResponse<String> publish(String room, String... headers) throws Exception {
        return send("POST", "/kaskado/live/" + room + "/whip", offer("sendonly", "opus/48000/2"), headers);
    }

    public HttpResponse<String> watch(String room, String... headers) throws Exception {
        return send("POST", "/kaskado/live/" + room + "/whep", offer("recvonly", "opus/48000/2"), headers);
    }

    /** Headers are names and values in turn; without a Content-Type a body is SDP. */
    public HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.setHeader("Content-Type", SDP);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    static String path(HttpResponse<?> created) {
        return URI.create(header(created, "Location")).getPath();
    }
}
