package org.kaskado.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.Caps;
import org.kaskado.processing.NodeSpec;

/** The agnostic adaptor as a worker sees it. */
class AdaptorTest {
    @TempDir
    Path data;

    private EngineBench bench;
    private String pipeline;
    private String player;

    @BeforeEach
    void open() {
        EngineBench.file(data, "clip.mp4", "bytes of a clip");
        start(EngineBench.in(data));
    }

    private void start(EngineBench used) {
        bench = used;
        bench.workers.finding(Caps.video("h264", 638, 362), Caps.audio("aac", 44_100, 6));
        pipeline = bench.pipeline();
        player = bench.element(pipeline, "PlayerEndpoint", "uri", "clip.mp4");
        bench.listen(player, "MediaTranscodingStateChanged", "Error");
    }

    @Test
    void shouldDecodeOncePerSourceAndEncodeOncePerTargetForAllSinksThatWantIt() {
        bench.connect(player, bench.element(pipeline, "HttpGetEndpoint", "mediaProfile", "WEBM"));
        bench.connect(player, bench.element(pipeline, "HttpGetEndpoint", "mediaProfile", "WEBM"));
        bench.connect(player, bench.element(pipeline, "HttpGetEndpoint", "mediaProfile", "MP4"));
        bench.invoke(player, "play");

        assertThat(bench.workers.graph().kinds())
                .containsExactly("Decode", "Decode", "Demux", "Encode", "Encode", "Mux", "Mux", "Mux");
        assertThat(bench.workers.graph().links())
                .containsExactly(
                        "Decode.audio>Encode",
                        "Decode.video>Encode",
                        "Demux.audio>Decode",
                        "Demux.audio>Mux",
                        "Demux.video>Decode",
                        "Demux.video>Mux",
                        "Encode.audio>Mux",
                        "Encode.audio>Mux",
                        "Encode.video>Mux",
                        "Encode.video>Mux");
        assertThat(bench.invoke(player, "isMediaTranscoding", Map.of("mediaType", "VIDEO")))
                .isEqualTo(true);
        assertThat(bench.eventTypes()).containsExactly("MediaTranscodingStateChanged", "MediaTranscodingStateChanged");
    }

    @Test
    void shouldRemoveConvertersWithTheLastSinkThatWantedThem() {
        String one = bench.element(pipeline, "HttpGetEndpoint", "mediaProfile", "WEBM");
        String two = bench.element(pipeline, "HttpGetEndpoint", "mediaProfile", "WEBM");
        bench.connect(player, one);
        bench.connect(player, two);
        bench.invoke(player, "play");
        bench.ask(new Command.Disconnect(player, one, "VIDEO"));
        assertThat(bench.workers.graph().kinds()).contains("Encode", "Decode");

        bench.ask(new Command.Release(two));
        bench.ask(new Command.Disconnect(player, one, null));
        assertThat(bench.workers.graph().kinds()).containsExactly("Demux", "Mux");
        assertThat(bench.workers.graph().links()).isEmpty();
    }

    @Test
    void shouldSayWithTheConnectionThatTranscodingIsRefused() {
        start(EngineBench.refusingTranscoding(data));
        bench.invoke(player, "play");
        String http = bench.element(pipeline, "HttpGetEndpoint", "mediaProfile", "WEBM");

        assertThatThrownBy(() -> bench.connect(player, http))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(MediaErrorCode.TRANSCODING_REFUSED))
                .hasMessageContaining("kaskado.transcoding=refuse");
        assertThat(bench.invoke(http, "getSourceConnections")).isEqualTo(java.util.List.of());
        assertThat(bench.workers.graph().kinds()).containsExactly("Demux");
    }

    @Test
    void shouldSayByEventThatTranscodingIsRefusedWhenCapsAreKnownLater() {
        start(EngineBench.refusingTranscoding(data));
        String http = bench.element(pipeline, "HttpGetEndpoint", "mediaProfile", "WEBM");
        bench.listen(http, "Error");
        bench.connect(player, http);
        bench.invoke(player, "play");
        assertThat(bench.raised("Error").data()).containsEntry("type", "TRANSCODING_REFUSED");
    }

    @Test
    void shouldGiveFiltersRawMediaAndForwardTheOtherMedium() {
        String filter = bench.element(pipeline, "GStreamerFilter", "command", "videoflip method=4");
        String http = bench.element(pipeline, "HttpGetEndpoint", "mediaProfile", "MP4");
        bench.connect(player, filter);
        bench.connect(filter, http);
        bench.invoke(player, "play");

        assertThat(bench.workers.graph().links())
                .containsExactly(
                        "Decode.video>Filter",
                        "Demux.audio>Mux",
                        "Demux.video>Decode",
                        "Encode.video>Mux",
                        "Filter.video>Encode");
        assertThat(bench.workers.graph().only(NodeSpec.Encode.class).target()).isEqualTo(Caps.video("h264", 638, 362));
    }

    @Test
    void shouldChainFiltersWithoutEncodingBetweenThem() {
        String one = bench.element(pipeline, "GStreamerFilter", "command", "hflip");
        String middle = bench.element(pipeline, "PassThrough");
        String two = bench.element(pipeline, "ZBarFilter");
        bench.connect(player, one);
        bench.connect(one, middle);
        bench.connect(middle, two);
        bench.listen(two, "CodeFound");
        bench.invoke(player, "play");

        assertThat(bench.workers.graph().links())
                .containsExactly("Decode.video>Filter", "Demux.video>Decode", "Filter.video>Vision");
        bench.nodeSays(NodeSpec.Vision.class, "CodeFound", Map.of("codeType", "QR-Code", "value", "HELLO"));
        assertThat(bench.raised("CodeFound").data())
                .containsEntry("value", "HELLO")
                .containsEntry("codeType", "QR-Code");
    }

    @Test
    void shouldLookThroughPassThroughAndLoops() {
        String pass = bench.element(pipeline, "PassThrough");
        String http = bench.element(pipeline, "HttpGetEndpoint", "mediaProfile", "MP4");
        String filter = bench.element(pipeline, "ZBarFilter");
        bench.connect(filter, filter);
        bench.connect(player, pass);
        bench.connect(pass, http);
        bench.invoke(player, "play");
        assertThat(bench.workers.graph().links()).containsExactly("Demux.audio>Mux", "Demux.video>Mux");
    }

    @Test
    void shouldConvertASourceThatReplacesAnotherToWhatTheHeaderSays() {
        String http = bench.element(pipeline, "HttpGetEndpoint", "mediaProfile", "MP4");
        bench.connect(player, http);
        bench.invoke(player, "play");
        bench.workers.finding(Caps.video("vp8", 320, 240), Caps.audio("opus", 48_000, 2));
        String other = bench.element(pipeline, "PlayerEndpoint", "uri", "clip.mp4");
        bench.invoke(other, "play");
        bench.connect(other, http);

        assertThat(bench.workers.graph().kinds())
                .containsExactly("Decode", "Decode", "Demux", "Demux", "Encode", "Encode", "Mux");
    }

    @Test
    void shouldSendOverlayImagesToEachNewNode() {
        EngineBench.file(data, "hat.png", "picture");
        String filter = bench.element(pipeline, "FaceOverlayFilter");
        Map<String, Object> overlay = Map.of(
                "uri", "hat.png", "offsetXPercent", -0.2, "offsetYPercent", 0, "widthPercent", 1.5, "heightPercent", 1);
        bench.invoke(filter, "setOverlayedImage", overlay);
        bench.connect(player, filter);
        bench.invoke(player, "play");
        bench.loop.runPending();

        assertThat(bench.workers.graph().verbs(NodeSpec.Vision.class)).containsExactly("setOverlayedImage");
        assertThat(bench.workers.graph().commands().get(0).arguments())
                .containsEntry("image", "picture".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .containsEntry("offsetXPercent", -0.2)
                .doesNotContainKey("uri");
        assertThatThrownBy(() -> bench.invoke(filter, "setOverlayedImage", with(overlay, "uri", "none.png")))
                .isInstanceOfSatisfying(
                        MediaException.class,
                        e -> assertThat(e.code()).isEqualTo(MediaErrorCode.URI_PATH_FILE_NOT_FOUND));
    }

    @Test
    void shouldRefuseFilterTextThatIsNotAllowedWhenTheFilterIsMade() {
        assertThatThrownBy(() -> bench.element(pipeline, "GStreamerFilter", "command", "movie=/etc/passwd"))
                .hasMessageContaining("no element \"movie\"");
    }

    private static Map<String, Object> with(Map<String, Object> values, String name, Object value) {
        Map<String, Object> changed = new java.util.HashMap<>(values);
        changed.put(name, value);
        return changed;
    }
}
