package org.kaskado.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;

class EngineCommandsTest {
    @TempDir
    Path data;

    private EngineBench bench;
    private String pipeline;

    @BeforeEach
    void open() {
        bench = EngineBench.in(data);
        pipeline = bench.pipeline();
    }

    @Test
    void shouldGiveIdsThatClientsCanParse() {
        String element = bench.element(pipeline, "PassThrough");
        assertThat(pipeline).matches("[0-9a-f-]{36}_kurento\\.MediaPipeline");
        assertThat(element).startsWith(pipeline + "/").matches(".*/[0-9a-f-]{36}_kurento\\.PassThrough");
        assertThat(bench.invoke(element, "getName")).isEqualTo(element);
        assertThat(bench.invoke(element, "getParent")).isEqualTo(pipeline);
        assertThat(bench.invoke(pipeline, "getParent")).isNull();
        assertThat(bench.invoke(pipeline, "getChildren")).isEqualTo(List.of(element));
    }

    @Test
    void shouldDescribeAnObjectWithItsAncestors() {
        String element = bench.element(pipeline, "kurento.PassThrough");
        Command.ObjectDescription description = bench.ask(new Command.Describe(element));
        assertThat(description.qualifiedType()).isEqualTo("kurento.PassThrough");
        assertThat(description.hierarchy()).containsExactly("kurento.MediaElement", "kurento.MediaObject");
    }

    @Test
    void shouldAnswerMistakesWithTheCodesThatClientsKnow() {
        String element = bench.element(pipeline, "PassThrough");
        String other = bench.element(bench.pipeline(), "PassThrough");
        refused(
                MediaErrorCode.MEDIA_OBJECT_NOT_AVAILABLE,
                "Factory 'Foo' not found",
                () -> bench.create("Foo", Map.of()));
        refused(
                MediaErrorCode.MEDIA_OBJECT_NOT_AVAILABLE,
                "Factory 'MediaElement' not found",
                () -> bench.create("MediaElement", Map.of()));
        refused(
                MediaErrorCode.MARSHALL_ERROR,
                "'mediaPipeline' parameter should be a string",
                () -> bench.create("PassThrough", Map.of("mediaPipeline", List.of())));
        refused(
                MediaErrorCode.MARSHALL_ERROR,
                "'mediaPipeline' parameter",
                () -> bench.create("PassThrough", Map.of("mediaPipeline", element)));
        refused(
                MediaErrorCode.MEDIA_OBJECT_NOT_FOUND,
                "Object 'nope' not found",
                () -> bench.invoke("nope", "getName"));
        refused(
                MediaErrorCode.MALFORMED_TRANSACTION,
                "Method 'fooBar' with 0 parameters not found",
                () -> bench.invoke(element, "fooBar"));
        refused(
                MediaErrorCode.MEDIA_OBJECT_EVENT_NOT_SUPPORTED,
                "Event 'CodeFound' not supported",
                () -> bench.listen(element, "CodeFound"));
        refused(
                MediaErrorCode.CONNECT_ERROR,
                "Media elements do not share pipeline",
                () -> bench.connect(element, other));
        refused(
                MediaErrorCode.MARSHALL_ERROR,
                "Invalid value for 'MediaType'",
                () -> bench.invoke(element, "connect", Map.of("sink", element, "mediaType", "SMELL")));
        refused(
                MediaErrorCode.MEDIA_OBJECT_TAG_KEY_NOT_FOUND,
                "Tag key not found",
                () -> bench.invoke(element, "getTag", Map.of("key", "colour")));
    }

    @Test
    void shouldKeepTagsAndSendThemWhenAsked() {
        String element = bench.element(pipeline, "PassThrough");
        String sink = bench.element(pipeline, "PassThrough");
        bench.invoke(element, "addTag", Map.of("key", "colour", "value", "red"));
        bench.invoke(element, "addTag", Map.of("key", "colour", "value", "blue"));
        bench.invoke(element, "setSendTagsInEvents", Map.of("sendTagsInEvents", true));
        bench.listen(element, "ElementConnected");
        bench.connect(element, sink);

        assertThat(bench.invoke(element, "getTag", Map.of("key", "colour"))).isEqualTo("blue");
        assertThat(bench.eventTypes()).containsExactly("ElementConnected", "ElementConnected", "ElementConnected");
        assertThat(bench.raised("ElementConnected").data())
                .containsEntry("sink", sink)
                .containsEntry("type", "ElementConnected")
                .containsEntry(
                        "tags",
                        List.of(Map.of("__module__", "kurento", "__type__", "Tag", "key", "colour", "value", "blue")));
    }

    @Test
    void shouldKeepOneSourcePerSinkAndTellTheFormerOne() {
        String one = bench.element(pipeline, "PassThrough");
        String two = bench.element(pipeline, "PassThrough");
        String sink = bench.element(pipeline, "PassThrough");
        bench.listen(one, "ElementDisconnected");
        bench.connect(one, sink);
        bench.ask(new Command.Connect(two, sink, "VIDEO"));

        assertThat(bench.raised("ElementDisconnected").data()).containsEntry("mediaType", "VIDEO");
        assertThat((List<?>) bench.invoke(sink, "getSourceConnections")).hasSize(3);
        assertThat((List<?>) bench.invoke(one, "getSinkConnections")).hasSize(2);
        bench.ask(new Command.Release(sink));
        assertThat(bench.eventTypes().stream().filter("ElementDisconnected"::equals))
                .hasSize(3);
    }

    @Test
    void shouldTolerateElementsThatAreConnectedToThemselvesOrInLoops() {
        String one = bench.element(pipeline, "PassThrough");
        String two = bench.element(pipeline, "PassThrough");
        bench.connect(one, one);
        bench.connect(one, two);
        bench.connect(two, one);
        assertThat((String) bench.invoke(pipeline, "getGstreamerDot"))
                .contains("digraph")
                .contains("->");
    }

    @Test
    void shouldReleaseEverythingOfALeaseThatIsNotRenewed() {
        bench.element(pipeline, "PassThrough");
        bench.loop.advance(Duration.ofSeconds(59));
        bench.ask(new Command.RenewLease(bench.lease));
        bench.loop.advance(Duration.ofSeconds(59));
        assertThat(bench.eventTypes()).isEmpty();

        bench.loop.advance(Duration.ofSeconds(2));
        assertThat(bench.eventTypes()).containsExactly("-PassThrough", "-MediaPipeline");
        refused(
                MediaErrorCode.INVALID_SESSION,
                "Invalid session",
                () -> bench.ask(new Command.RenewLease(bench.lease)));
        refused(MediaErrorCode.INVALID_SESSION, "Invalid session", bench::pipeline);
        bench.ask(new Command.CloseLease(bench.lease));
    }

    @Test
    void shouldCapPipelinesAndElements() {
        bench.pipeline();
        bench.pipeline();
        refused(MediaErrorCode.NOT_ENOUGH_RESOURCES, "kaskado.pipelines.max", bench::pipeline);
        for (int i = 0; i < EngineBench.ELEMENTS_MAX; i++) {
            bench.element(pipeline, "PassThrough");
        }
        refused(
                MediaErrorCode.NOT_ENOUGH_RESOURCES,
                "kaskado.elements.max",
                () -> bench.element(pipeline, "PassThrough"));
    }

    @Test
    void shouldSendAnEventOnceHoweverManySubscribed() {
        String element = bench.element(pipeline, "PassThrough");
        String first = bench.ask(new Command.Subscribe(element, "ElementConnected"));
        bench.listen(element, "ElementConnected");
        bench.ask(new Command.Connect(element, element, "AUDIO"));
        assertThat(bench.eventTypes()).hasSize(1);
        bench.ask(new Command.Unsubscribe(element, first));
        bench.ask(new Command.Unsubscribe(element, "unknown"));
        bench.ask(new Command.Connect(element, element, "AUDIO"));
        assertThat(bench.eventTypes()).hasSize(2);
    }

    @Test
    void shouldInspectAFileInAWorker() {
        EngineBench.file(data, "clip.mp4", "bytes of a clip");
        bench.workers.inspecting(Map.of(
                "format",
                "mp4",
                "durationMs",
                3_000L,
                "tracks",
                List.of(Map.of("kind", "video", "codec", "h264", "width", 640L, "height", 360L)),
                "poster",
                new byte[] {1, 2, 3}));
        String inspector = bench.element(pipeline, "MediaInspector");

        assertThat(bench.invoke(inspector, "inspect", Map.of("uri", "clip.mp4")))
                .isEqualTo(Map.of(
                        "__module__", "kaskado",
                        "__type__", "MediaInfo",
                        "format", "mp4",
                        "durationMs", 3_000L,
                        "tracks",
                                List.of(Map.of(
                                        "__module__", "kaskado",
                                        "__type__", "TrackInfo",
                                        "kind", "VIDEO",
                                        "codec", "h264",
                                        "width", 640L,
                                        "height", 360L))));
        assertThat(bench.invoke(inspector, "poster", Map.of("uri", "clip.mp4"))).isEqualTo("AQID");
        refused(
                MediaErrorCode.URI_PATH_FILE_NOT_FOUND,
                "does not exist",
                () -> bench.invoke(inspector, "inspect", Map.of("uri", "none.mp4")));
    }

    @Test
    void shouldFailWithASentenceWhenNoWorkerCanBeHad() {
        EngineBench.file(data, "clip.mp4", "bytes of a clip");
        bench.workers.refusing("the worker bundle is missing");
        String player = bench.element(pipeline, "PlayerEndpoint", "uri", "clip.mp4");
        refused(
                MediaErrorCode.NOT_ENOUGH_RESOURCES,
                "the worker bundle is missing",
                () -> bench.invoke(player, "play"));
        assertThat(bench.invoke(player, "getState")).isEqualTo("STOP");
    }

    @Test
    void shouldRefuseCommandsOnceClosed() {
        bench.engine.close();
        bench.loop.runPending();
        assertThat(bench.eventTypes()).containsExactly("-MediaPipeline");
        refused(MediaErrorCode.NOT_ENOUGH_RESOURCES, "stopping", bench::pipeline);
    }

    private static void refused(MediaErrorCode code, String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }
}
