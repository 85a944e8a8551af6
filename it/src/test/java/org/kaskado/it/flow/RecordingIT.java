package org.kaskado.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaskado.it.media.Clip;
import org.kaskado.it.media.Probe;
import org.kaskado.it.server.ClipsApplication;
import org.kaskado.it.server.KaskadoServer;
import org.kaskado.it.server.OpenApi;
import org.kaskado.it.server.SharedServer;

/** An upload is recorded in the profile that was asked for; ffprobe is the judge. */
@ExtendWith(SharedServer.class)
final class RecordingIT {
    private static final double LENGTH_SECONDS = 10;

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
                    WEBM, webm, matroska, true, true
                    MKV, mkv, matroska, true, true
                    MP4, mp4, mp4, true, true
                    WEBM_VIDEO_ONLY, webm, matroska, true, false
                    WEBM_AUDIO_ONLY, webm, matroska, false, true
                    MP4_VIDEO_ONLY, mp4, mp4, true, false
                    MP4_AUDIO_ONLY, mp4, mp4, false, true
                    """)
    void shouldRecordTheWholeUpload(
            String profile,
            String extension,
            String container,
            boolean hasVideo,
            boolean hasAudio,
            KaskadoServer server) {
        ClipsApplication.on(server);
        String name = "recorded-" + profile + "." + extension;
        Path file = server.data().resolve("media").resolve(name);
        assertThat(OpenApi.upload(server.uri("/clips/record/" + name + "?as=" + profile), Clip.MP4_FASTSTART.file())
                        .statusCode())
                .isEqualTo(200);
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
            Probe probe = Probe.of(file);
            assertThat(probe.format()).contains(container);
            assertThat(probe.durationSeconds()).isCloseTo(LENGTH_SECONDS, within(0.1));
            assertThat(probe.video().isPresent()).isEqualTo(hasVideo);
            assertThat(probe.audio().isPresent()).isEqualTo(hasAudio);
        });
        Probe probe = Probe.of(file);
        if (hasVideo && hasAudio) {
            assertThat(probe.video().orElseThrow().startSeconds())
                    .isCloseTo(probe.audio().orElseThrow().startSeconds(), within(0.1));
        }
    }
}
