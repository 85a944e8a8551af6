package org.kaskado.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kaskado.it.media.Clip;
import org.kaskado.it.media.Probe;
import org.kaskado.it.server.ClipsApplication;
import org.kaskado.it.server.KaskadoServer;
import org.kaskado.it.server.OpenApi;
import org.kaskado.it.server.SharedServer;

/** Each clip plays to its end, or the client is told what is wrong with it. */
@ExtendWith(SharedServer.class)
final class ClipPlaybackIT {
    @TempDir
    private Path folder;

    static Stream<Clip> shortClips() {
        return Arrays.stream(Clip.values()).filter(clip -> clip.isWhole() && clip.seconds() <= 10);
    }

    @ParameterizedTest
    @MethodSource("shortClips")
    void shouldPlayWholeWhenTheClipIsWhole(Clip clip, KaskadoServer server) {
        ClipsApplication.on(server);
        OpenApi api = ClipsApplication.service(server, "play", clip, "");
        JsonObject started = api.start();
        HttpResponse<Path> got =
                OpenApi.download(server.uri("/").resolve(started.getString("url")), folder.resolve("got.webm"));
        assertThat(got.statusCode()).isEqualTo(200);
        Probe probe = Probe.of(got.body());
        assertThat(probe.durationSeconds()).isCloseTo(clip.seconds(), within(0.5));
        assertThat(probe.video().isPresent()).isEqualTo(clip.hasVideo());
        assertThat(probe.audio().isPresent()).isEqualTo(clip.hasAudio());
    }

    @ParameterizedTest
    @EnumSource(names = {"EMPTY", "TEXT"})
    void shouldTellAnErrorWhenTheFileIsNoMedia(Clip clip, KaskadoServer server) {
        ClipsApplication.on(server);
        OpenApi api = ClipsApplication.service(server, "play", clip, "");
        JsonObject started = api.start();
        OpenApi.download(server.uri("/").resolve(started.getString("url")), folder.resolve("got"));
        String told = api.poll(started.getString("sessionId")).toString();
        assertThat(told).contains("sessionError").contains("message");
    }

    @ParameterizedTest
    @EnumSource(names = {"DAMAGED", "TRUNCATED"})
    void shouldPlayWhatIsWholeOrTellAnErrorWhenTheClipIsBroken(Clip clip, KaskadoServer server) {
        ClipsApplication.on(server);
        OpenApi api = ClipsApplication.service(server, "play", clip, "");
        JsonObject started = api.start();
        HttpResponse<Path> got =
                OpenApi.download(server.uri("/").resolve(started.getString("url")), folder.resolve("got.webm"));
        String told = api.poll(started.getString("sessionId")).toString();
        assertThat(told).containsAnyOf("sessionError", "sessionTerminated");
        assertThat(got.statusCode()).isEqualTo(200);
    }
}
