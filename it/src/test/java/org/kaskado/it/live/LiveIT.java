package org.kaskado.it.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kaskado.it.live.LiveClient.FRAGMENT;
import static org.kaskado.it.live.LiveClient.header;
import static org.kaskado.it.live.LiveClient.path;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kaskado.it.server.KaskadoServer;
import org.kaskado.it.server.SharedServer;

@ExtendWith(SharedServer.class)
final class LiveIT {
    private static final String WHIP = "/kaskado/live/status/whip";

    @Test
    void shouldCreateASessionAndEndItOnce(KaskadoServer server) throws Exception {
        LiveClient live = new LiveClient(server);

        HttpResponse<String> created = live.publish("created");

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(header(created, "Content-Type")).startsWith(LiveClient.SDP);
        assertThat(header(created, "ETag")).matches("\"[^\"]+\"");
        assertThat(header(created, "Accept-Patch")).isEqualTo(FRAGMENT);
        assertThat(path(created)).matches("/kaskado/live/created/whip/[A-Za-z0-9_-]{20,}");
        assertThat(created.body())
                .contains("a=recvonly", "a=rtpmap:111 opus/48000/2", "a=setup:active")
                .containsPattern("a=candidate:.* " + (10_000 + server.offset()) + " typ host");
        assertThat(live.send("DELETE", path(created), "").statusCode()).isEqualTo(200);
        assertThat(live.send("DELETE", path(created), "").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldSayWhatIsWrongWithARequest(KaskadoServer server) throws Exception {
        LiveClient live = new LiveClient(server);
        String offer = LiveClient.offer("sendonly", "opus/48000/2");

        expect(live.send("POST", WHIP, "no description"), 400, "line 1");
        expect(live.send("POST", WHIP, ""), 415, "application/sdp");
        expect(live.send("POST", WHIP, offer, "Content-Type", "text/plain"), 415, "text/plain");
        expect(live.send("POST", WHIP, offer, "Accept", "text/html"), 406, "text/html");
        expect(live.send("POST", WHIP, "x".repeat(70_000)), 413, "65536");
        expect(live.send("POST", WHIP, LiveClient.offer("sendonly", "mystery/48000/2")), 422, "opus, PCMU");
        expect(live.send("POST", "/kaskado/live/a%20b/whip", offer), 404, "1 to 64 letters");
        expect(live.send("POST", "/kaskado/live/status/other", offer), 404, "/live/<room>/whep");
        HttpResponse<String> get = live.send("GET", WHIP, "");
        expect(get, 405, "POST");
        assertThat(header(get, "Allow")).isEqualTo("POST, OPTIONS");
    }

    @Test
    void shouldTakeOnePublisherAndEarlyViewers(KaskadoServer server) throws Exception {
        LiveClient live = new LiveClient(server);

        HttpResponse<String> viewer = live.watch("busy");
        HttpResponse<String> first = live.publish("busy");

        assertThat(viewer.statusCode()).as(viewer.body()).isEqualTo(201);
        assertThat(viewer.body()).contains("a=sendonly");
        assertThat(first.statusCode()).isEqualTo(201);
        expect(live.publish("busy"), 409, "has a publisher already");
        assertThat(live.send("DELETE", path(first), "").statusCode()).isEqualTo(200);
        HttpResponse<String> next = live.publish("busy");
        assertThat(next.statusCode()).isEqualTo(201);
        live.send("DELETE", path(next), "");
        live.send("DELETE", path(viewer), "");
    }

    @Test
    void shouldTakeCandidatesForTheIceSessionThatIfMatchNames(KaskadoServer server) throws Exception {
        LiveClient live = new LiveClient(server);
        HttpResponse<String> created = live.publish("patch");
        String session = path(created);
        String tag = header(created, "ETag");
        String fragment = LiveClient.fragment("abcd");

        expect(patch(live, session, fragment), 428, "If-Match");
        expect(patch(live, session, fragment, "If-Match", "\"other\""), 412, tag);
        expect(live.send("PATCH", session, fragment, "If-Match", tag), 415, FRAGMENT);
        expect(patch(live, session, "nonsense", "If-Match", tag), 400, "");
        assertThat(patch(live, session, fragment, "If-Match", tag).statusCode()).isEqualTo(204);
        HttpResponse<String> restarted = patch(live, session, LiveClient.fragment("efgh"), "If-Match", "*");
        assertThat(restarted.statusCode()).as(restarted.body()).isEqualTo(200);
        assertThat(restarted.body()).contains("a=ice-ufrag:", "a=candidate:");
        assertThat(header(restarted, "ETag")).isNotEqualTo(tag);
        expect(patch(live, session, fragment, "If-Match", tag), 412, header(restarted, "ETag"));
        live.send("DELETE", session, "");
        expect(patch(live, session, fragment, "If-Match", "*"), 404, "has ended");
    }

    @Test
    void shouldTellPagesOfOtherOriginsWhatTheyMayDo(KaskadoServer server) throws Exception {
        LiveClient live = new LiveClient(server);

        HttpResponse<String> asked = live.send("OPTIONS", WHIP, "");
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(header(asked, "Accept-Post")).isEqualTo(LiveClient.SDP);
        HttpResponse<String> preflight = live.send(
                "OPTIONS", WHIP, "", "Origin", "http://localhost:3000", "Access-Control-Request-Method", "POST");
        assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
        assertThat(header(preflight, "Access-Control-Allow-Methods")).contains("POST", "PATCH", "DELETE");
        assertThat(header(preflight, "Access-Control-Allow-Headers")).contains("Authorization", "If-Match");
        assertThat(header(preflight, "Access-Control-Expose-Headers")).contains("Location", "ETag");
        HttpResponse<String> foreign = live.publish("status", "Origin", "https://elsewhere.example");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(header(foreign, "Access-Control-Allow-Origin")).isEmpty();
    }

    private static HttpResponse<String> patch(LiveClient live, String path, String body, String... headers)
            throws Exception {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = FRAGMENT;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return live.send("PATCH", path, body, all);
    }

    private static void expect(HttpResponse<String> response, int status, String said) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(said);
    }
}
