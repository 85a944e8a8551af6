package org.kaskado.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaByteSource;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.Caps;
import org.kaskado.processing.FromWorker.ChunkKind;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.ToWorker;

class PlayerToHttpTest {
    @TempDir
    Path data;

    private EngineBench bench;
    private String pipeline;
    private String player;
    private String http;
    private String url;

    @BeforeEach
    void open() {
        EngineBench.file(data, "clip.webm", "bytes of a clip");
        bench = EngineBench.in(data);
        bench.workers.finding(Caps.video("vp8", 640, 360), Caps.audio("opus", 48_000, 2));
        pipeline = bench.pipeline();
        player = bench.element(pipeline, "PlayerEndpoint", "uri", "clip.webm");
        http = bench.element(pipeline, "HttpGetEndpoint", "terminateOnEOS", true);
        bench.connect(player, http);
        url = (String) bench.invoke(http, "getUrl");
        bench.listen(http, "MediaSessionStarted", "MediaSessionTerminated");
        bench.listen(player, "UriEndpointStateChanged", "EndOfStream", "Error");
    }

    @Test
    void shouldPassEncodedMediaUntouchedWhenTheContainerTakesIt() {
        bench.invoke(player, "play");

        assertThat(bench.workers.graph().links()).containsExactly("Demux.audio>Mux", "Demux.video>Mux");
        assertThat(bench.workers.graph().kinds()).containsExactly("Demux", "Mux");
        assertThat(bench.workers.graph().only(NodeSpec.Mux.class).container()).isEqualTo("webm");
        assertThat(bench.workers.graph().verbs(NodeSpec.Demux.class)).containsExactly("play");
        assertThat(bench.eventTypes()).containsExactly("UriEndpointStateChanged");
        assertThat(bench.raised("UriEndpointStateChanged").data()).containsEntry("state", "START");
    }

    @Test
    void shouldOpenNothingBeforePlay() {
        assertThat(bench.workers.opened()).isZero();
        assertThat(bench.invoke(player, "getState")).isEqualTo("STOP");
        assertThat(bench.invoke(player, "getPosition")).isEqualTo(0L);
    }

    @Test
    void shouldStartTheSessionWithTheFirstReaderAndGiveItEverything() {
        MediaByteSource source = bench.openSource(url, "one");
        assertThat(source.contentType()).isEqualTo("video/webm");
        assertThat(bench.eventTypes()).containsExactly("MediaSessionStarted");
        assertThat(bench.read(source)).isEmpty();

        bench.invoke(player, "play");
        bench.chunk(ChunkKind.HEADER, false, 0, "H");
        bench.chunk(ChunkKind.FRAGMENT, true, 0, "a");
        bench.chunk(ChunkKind.FRAGMENT, false, 500, "b");

        assertThat(bench.read(source)).isEqualTo("Hab");
    }

    @Test
    void shouldCallAWaitingReaderBackOnceWhenBytesCome() {
        MediaByteSource source = bench.openSource(url, "one");
        int[] calls = {0};
        source.onReady(() -> calls[0]++);
        bench.loop.runPending();
        assertThat(calls[0]).isZero();

        bench.invoke(player, "play");
        bench.chunk(ChunkKind.HEADER, false, 0, "H");
        bench.chunk(ChunkKind.FRAGMENT, true, 0, "a");

        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    void shouldEndTheStreamAndTheSessionWhenTheMediaEnds() {
        MediaByteSource source = bench.openSource(url, "one");
        bench.invoke(player, "play");
        bench.chunk(ChunkKind.HEADER, false, 0, "H");
        bench.nodeSays(NodeSpec.Demux.class, "EndOfStream", Map.of());
        bench.nodeSays(NodeSpec.Mux.class, "EndOfStream", Map.of());
        assertThat(bench.workers.graph().verbs(NodeSpec.Mux.class)).containsExactly("record", "stop");
        bench.chunk(ChunkKind.TRAILER, false, 0, "T");

        assertThat(bench.read(source)).isEqualTo("HT|end");
        source.close(null);
        bench.loop.runPending();
        assertThat(bench.eventTypes())
                .containsExactly(
                        "MediaSessionStarted",
                        "UriEndpointStateChanged",
                        "UriEndpointStateChanged",
                        "EndOfStream",
                        "MediaSessionTerminated");
        assertThatThrownBy(() -> bench.openSource(url, "one"))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(MediaErrorCode.HTTP_END_POINT_TOKEN));
    }

    @Test
    void shouldKeepTheUrlForTheDisconnectionTimeAndTerminateThen() {
        bench.openSource(url, "one").close("gone");
        bench.loop.advance(Duration.ofMillis(1_900));
        bench.openSource(url, "two").close("gone");
        bench.loop.advance(Duration.ofMillis(1_900));
        assertThat(bench.eventTypes()).containsExactly("MediaSessionStarted");

        bench.loop.advance(Duration.ofMillis(200));
        assertThat(bench.eventTypes()).containsExactly("MediaSessionStarted", "MediaSessionTerminated");
    }

    @Test
    void shouldRefuseASecondClientWhileTheFirstReads() {
        bench.openSource(url, "one");
        assertThatThrownBy(() -> bench.openSource(url, "two")).hasMessageContaining("another client");
    }

    @Test
    void shouldServeANewReaderTheHeaderAndTheNewestKeyFrame() {
        MediaByteSource first = bench.openSource(url, "one");
        bench.invoke(player, "play");
        bench.chunk(ChunkKind.HEADER, false, 0, "H");
        bench.chunk(ChunkKind.FRAGMENT, true, 0, "a");
        bench.chunk(ChunkKind.FRAGMENT, true, 2_000, "k");
        bench.chunk(ChunkKind.FRAGMENT, false, 2_500, "b");
        first.close(null);
        bench.loop.runPending();

        assertThat(bench.read(bench.openSource(url, "one"))).isEqualTo("Hkb");
    }

    @Test
    void shouldTellByEventThatASlowReaderWasSkippedToTheNewestKeyFrame() {
        bench.listen(http, "ReaderSkipped");
        MediaByteSource slow = bench.openSource(url, "one");
        bench.invoke(player, "play");
        bench.chunk(ChunkKind.HEADER, false, 0, "H");
        bench.chunk(ChunkKind.FRAGMENT, true, 0, "x".repeat(600 << 10));
        for (int at = 1; at <= 14; at++) {
            bench.chunk(ChunkKind.FRAGMENT, at % 4 == 0, at * 1_000L, String.valueOf((char) ('a' + at)));
        }

        assertThat(bench.read(slow).replace("x", "")).isEqualTo("Hmno");
        assertThat(bench.raised("ReaderSkipped").data()).containsEntry("skippedMs", 12_000L);
    }

    @Test
    void shouldGiveUpAReaderThatReadsNothingForThirtySeconds() {
        MediaByteSource source = bench.openSource(url, "one");
        bench.invoke(player, "play");
        bench.chunk(ChunkKind.HEADER, false, 0, "H");
        bench.loop.advance(Duration.ofSeconds(31));

        assertThat(bench.eventTypes()).doesNotContain("MediaSessionTerminated");
        bench.loop.advance(Duration.ofSeconds(3));
        assertThat(bench.eventTypes()).endsWith("MediaSessionTerminated");
        assertThatThrownBy(() -> {
                    bench.read(source);
                    bench.read(source);
                })
                .hasMessageContaining("30 s");
    }

    @Test
    void shouldAnswerAMissingFileAsErrorOfPlayAndAsEvent() {
        String missing = bench.element(pipeline, "PlayerEndpoint", "uri", "nothing.webm");
        bench.listen(missing, "Error", "UriEndpointStateChanged");

        assertThatThrownBy(() -> bench.invoke(missing, "play"))
                .isInstanceOfSatisfying(
                        MediaException.class,
                        e -> assertThat(e.code()).isEqualTo(MediaErrorCode.URI_PATH_FILE_NOT_FOUND));
        assertThat(bench.raised("Error").data()).containsEntry("type", "URI_PATH_FILE_NOT_FOUND");
        assertThat(bench.invoke(missing, "getState")).isEqualTo("STOP");
    }

    @Test
    void shouldBreakOffAnInputThatCannotBeRecognisedInTime() {
        bench.workers.neverRecognising();
        bench.ask(new Command.Subscribe(player, "Error"));
        bench.engine.execute(new Command.Invoke(player, "play", Map.of()));
        bench.loop.runPending();
        long stream = bench.workers.graph().only(NodeSpec.Demux.class).stream().streamId();
        bench.loop.advance(Duration.ofSeconds(29));
        assertThat(bench.workers.graph().sent()).noneMatch(ToWorker.StreamData.class::isInstance);
        bench.loop.advance(Duration.ofSeconds(2));

        assertThat(bench.workers.graph().sent())
                .filteredOn(ToWorker.StreamData.class::isInstance)
                .singleElement()
                .satisfies(message -> {
                    assertThat(((ToWorker.StreamData) message).streamId()).isEqualTo(stream);
                    assertThat(((ToWorker.StreamData) message).error()).contains("kaskado.probe.timeout");
                });
    }

    @Test
    void shouldSayThatMediaFlowsFromTheWorkersCounters() {
        bench.listen(player, "MediaFlowOutStateChanged").listen(http, "MediaFlowInStateChanged");
        bench.invoke(player, "play");
        for (long frames = 25; frames <= 50; frames += 25) {
            count(frames);
        }
        assertThat(bench.eventTypes().stream().filter(type -> type.startsWith("MediaFlow")))
                .hasSize(4);
        assertThat(bench.invoke(player, "isMediaFlowingOut", Map.of("mediaType", "VIDEO")))
                .isEqualTo(true);
        count(50);
        count(50);
        count(50);
        assertThat(bench.invoke(player, "isMediaFlowingOut", Map.of("mediaType", "VIDEO")))
                .isEqualTo(false);
    }

    private void count(long frames) {
        Map<String, Object> counters = Map.of("framesIn", frames, "framesOut", frames);
        bench.workers
                .graph()
                .say(new org.kaskado.processing.FromWorker.Statistics(
                        bench.workers.graph().graphId(),
                        Map.of(
                                Integer.toString(bench.workers.graph().idOf(NodeSpec.Demux.class)), counters,
                                Integer.toString(bench.workers.graph().idOf(NodeSpec.Mux.class)), counters)));
        bench.loop.runPending();
    }

    @Test
    void shouldPlayOnInAnotherWorkerNearThePositionWhenTheFirstDies() {
        bench.listen(pipeline, "Error");
        MediaByteSource source = bench.openSource(url, "one");
        bench.invoke(player, "play");
        bench.chunk(ChunkKind.HEADER, false, 0, "H");
        bench.loop.advance(Duration.ofSeconds(5));
        bench.workers.graph().die("killed");
        bench.loop.runPending();

        assertThat(bench.workers.opened()).isEqualTo(2);
        assertThat(bench.workers.graph().verbs(NodeSpec.Demux.class)).containsExactly("seek", "play");
        assertThat(bench.workers.graph().links()).containsExactly("Demux.audio>Mux", "Demux.video>Mux");
        assertThat(bench.workers.graph().commands().stream()
                        .filter(command -> command.verb().equals("seek"))
                        .findFirst()
                        .orElseThrow()
                        .arguments())
                .containsEntry("positionMs", 5_000L);
        assertThat(bench.raised("Error").data()).containsEntry("type", "WORKER_LOST");
        assertThatThrownBy(() -> {
                    bench.read(source);
                    bench.read(source);
                })
                .hasMessageContaining("was lost");
        assertThat(bench.invoke(player, "getState")).isEqualTo("START");
    }

    @Test
    void shouldStopPlayersWhenWorkersKeepDying() {
        bench.invoke(player, "play");
        for (int i = 0; i < 3; i++) {
            bench.workers.graph().die("killed");
            bench.loop.runPending();
        }
        assertThat(bench.invoke(player, "getState")).isEqualTo("STOP");
        assertThat(bench.workers.opened()).isEqualTo(3);
    }

    @Test
    void shouldReleaseChildrenBeforeTheirPipelineAndCloseTheGraph() {
        bench.invoke(player, "play");
        bench.events.clear();
        bench.ask(new org.kaskado.connector.Command.Release(pipeline));

        assertThat(bench.eventTypes()).containsExactly("-HttpGetEndpoint", "-PlayerEndpoint", "-MediaPipeline");
        assertThat(bench.workers.graph().isClosed()).isTrue();
        bench.ask(new org.kaskado.connector.Command.Release(pipeline));
        assertThatThrownBy(() -> bench.invoke(player, "play")).hasMessageContaining("not found");
    }
}
