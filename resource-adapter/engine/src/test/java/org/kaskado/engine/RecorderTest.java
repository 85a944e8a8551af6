package org.kaskado.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaByteSink;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.Caps;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.ToWorker;

class RecorderTest {
    @TempDir
    Path data;

    private EngineBench bench;
    private String pipeline;
    private String post;
    private String recorder;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(data.resolve("media"));
        file = data.resolve("media/out.webm");
        bench = EngineBench.in(data);
        bench.workers.finding(Caps.video("vp8", 640, 360), Caps.audio("opus", 48_000, 2));
        pipeline = bench.pipeline();
        post = bench.element(pipeline, "HttpPostEndpoint");
        recorder = bench.element(pipeline, "RecorderEndpoint", "uri", "out.webm", "stopOnEndOfStream", true);
        bench.connect(post, recorder);
        bench.listen(recorder, "Recording", "Paused", "Stopped", "Error", "UriEndpointStateChanged");
        bench.listen(post, "EndOfStream", "MediaSessionStarted", "MediaSessionTerminated", "Error");
    }

    private MediaByteSink upload() {
        String url = (String) bench.invoke(post, "getUrl");
        return bench.ask(
                new Command.OpenSink(EngineBench.token(url), new Command.ByteStreamRequest("one", "video/webm", -1)));
    }

    /** An upload whose first bytes have come. */
    private MediaByteSink startedUpload() {
        MediaByteSink sink = upload();
        sink.write(ByteBuffer.wrap(new byte[] {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, 0, 0, 0, 0}));
        bench.loop.runPending();
        return sink;
    }

    @Test
    void shouldKeepAnMp4ThatCannotBeReadInOrderUntilItIsWhole() {
        MediaByteSink sink = upload();
        byte[] head = {0, 0, 0, 8, 'f', 't', 'y', 'p', 0, 0, 0, 12, 'm', 'd', 'a', 't', 1, 2, 3, 4};
        sink.write(ByteBuffer.wrap(head));
        bench.loop.runPending();
        assertThat(bench.workers.opened()).isZero();
        sink.close(null);
        bench.loop.runPending();

        NodeSpec.InputStreamSpec stream = bench.workers.graph().only(NodeSpec.Demux.class).stream();
        assertThat(stream.isSeekable()).isTrue();
        assertThat(stream.lengthBytes()).isEqualTo(head.length);
        bench.workers.graph().say(new FromWorker.ReadStream(stream.streamId(), 16, 100));
        bench.loop.runPending();
        assertThat(bench.workers.graph().sent())
                .filteredOn(ToWorker.StreamData.class::isInstance)
                .extracting(message -> ((ToWorker.StreamData) message).data())
                .containsExactly(new byte[] {1, 2, 3, 4});
    }

    @Test
    void shouldRecordAnUploadAsFastAsItComesAndStopAtItsEnd() {
        bench.invoke(recorder, "record");
        assertThat(file).exists();
        assertThat(bench.eventTypes()).isEmpty();
        startedUpload();
        assertThat(bench.workers.graph().only(NodeSpec.Demux.class).pacing()).isEqualTo(NodeSpec.Pacing.UNPACED);
        assertThat(bench.workers.graph().only(NodeSpec.Mux.class).output())
                .isEqualTo(new NodeSpec.OutputSpec.ToFile(file.toAbsolutePath().toString()));
        bench.nodeSays(NodeSpec.Mux.class, "Recording", Map.of());
        assertThat(bench.invoke(recorder, "getState")).isEqualTo("START");
        bench.nodeSays(NodeSpec.Demux.class, "EndOfStream", Map.of());
        bench.nodeSays(NodeSpec.Mux.class, "EndOfStream", Map.of());

        assertThat(bench.eventTypes())
                .containsExactly(
                        "MediaSessionStarted",
                        "Recording",
                        "UriEndpointStateChanged",
                        "EndOfStream",
                        "Stopped",
                        "UriEndpointStateChanged");
        assertThat(bench.workers.graph().kinds()).containsExactly("Demux");
    }

    @Test
    void shouldPauseAndGoOnWithoutAnotherFile() {
        bench.invoke(recorder, "record");
        startedUpload();
        bench.invoke(recorder, "pause");
        bench.nodeSays(NodeSpec.Mux.class, "Paused", Map.of());
        assertThat(bench.invoke(recorder, "getState")).isEqualTo("PAUSE");
        bench.invoke(recorder, "record");
        bench.nodeSays(NodeSpec.Mux.class, "Recording", Map.of());
        bench.invoke(recorder, "stopAndWait");

        assertThat(bench.workers.graph().commands().stream()
                        .map(ToWorker.NodeCommand::verb)
                        .filter(verb -> !verb.equals("play")))
                .containsExactly("record", "pause", "record", "stop");
        assertThat(bench.invoke(recorder, "getState")).isEqualTo("STOP");
    }

    @Test
    void shouldNeverOverwriteAFileThatItDidNotWrite() throws IOException {
        Files.writeString(file, "precious");
        assertThatThrownBy(() -> bench.invoke(recorder, "record"))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(MediaErrorCode.URI_FORBIDDEN));
        assertThat(file).hasContent("precious");
        assertThat(bench.raised("Error").data()).containsEntry("type", "URI_FORBIDDEN");
    }

    @Test
    void shouldKeepToThatOverARestart() throws IOException {
        recordOnce(bench, recorder);
        Path foreign = Files.writeString(file.resolveSibling("foreign.webm"), "precious");
        EngineBench restarted = EngineBench.in(data);
        String next = restarted.pipeline();
        String again = restarted.element(next, "RecorderEndpoint", "uri", "out.webm");
        String other = restarted.element(next, "RecorderEndpoint", "uri", "foreign.webm");

        assertThat(file).hasContent("recorded");
        assertThatThrownBy(() -> restarted.invoke(other, "record")).hasMessageContaining("is not a recording of this");
        assertThat(foreign).hasContent("precious");
        restarted.invoke(again, "record");
        assertThat(file).isEmptyFile();
    }

    @Test
    void shouldNotReplaceAFileThatSomebodyPutWhereItsRecordingWas() throws IOException {
        recordOnce(bench, recorder);
        Path other = Files.writeString(file.resolveSibling("other"), "precious");
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        EngineBench restarted = EngineBench.in(data);
        String again = restarted.element(restarted.pipeline(), "RecorderEndpoint", "uri", "out.webm");

        assertThatThrownBy(() -> restarted.invoke(again, "record")).hasMessageContaining("is not a recording of this");
        assertThat(file).hasContent("precious");
    }

    private void recordOnce(EngineBench server, String endpoint) throws IOException {
        server.invoke(endpoint, "record");
        startedUpload();
        Files.writeString(file, "recorded"); // as the worker does
    }

    @Test
    void shouldRefuseToStartWhenTheDiskIsBelowItsFloor() {
        bench.freeBytes.set(EngineBench.FLOOR_BYTES - 1);
        assertThatThrownBy(() -> bench.invoke(recorder, "record"))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(MediaErrorCode.NOT_ENOUGH_RESOURCES))
                .hasMessageContaining("kaskado.disk.floor-bytes");
        assertThat(file).doesNotExist();
    }

    @Test
    void shouldEndARunningRecordingInOrderAndSayWhyWhenTheDiskRunsFull() {
        bench.invoke(recorder, "record");
        startedUpload();
        bench.nodeSays(NodeSpec.Mux.class, "Recording", Map.of());
        bench.freeBytes.set(EngineBench.FLOOR_BYTES - 1);
        bench.loop.advance(Duration.ofSeconds(3));

        assertThat(bench.raised("Error").data().get("description").toString())
                .contains("out.webm", "kaskado.disk.floor-bytes", "was ended");
        assertThat(bench.workers.graph().commands().stream().map(ToWorker.NodeCommand::verb))
                .as("the worker is asked to finish the file, not cut off")
                .contains("stop");
        assertThat(bench.eventTypes()).contains("Stopped");
        assertThat(bench.invoke(recorder, "getState")).isEqualTo("STOP");
        assertThat(file).exists();
    }

    @Test
    void shouldReplaceItsOwnRecordingWhenItRecordsAgain() {
        bench.invoke(recorder, "record");
        bench.invoke(recorder, "stop");
        assertThat(file).doesNotExist();
        bench.invoke(recorder, "record");
        startedUpload();
        bench.invoke(recorder, "stop");
        bench.loop.runPending();
        bench.invoke(recorder, "record");
        assertThat(file).exists();
    }

    @Test
    void shouldRefuseToRecordOutsideTheAllowedFolders() {
        String outside = bench.element(pipeline, "RecorderEndpoint", "uri", "file:///etc/kaskado.webm");
        assertThatThrownBy(() -> bench.invoke(outside, "record"))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(MediaErrorCode.URI_FORBIDDEN))
                .hasMessageContaining("kaskado.media.folders");
    }

    @Test
    void shouldEndWithAnErrorWhenTheWorkerDies() {
        bench.invoke(recorder, "record");
        MediaByteSink sink = startedUpload();
        bench.nodeSays(NodeSpec.Mux.class, "Recording", Map.of());
        bench.workers.graph().die("killed");
        bench.loop.runPending();

        assertThat(bench.eventTypes()).endsWith("Stopped", "UriEndpointStateChanged");
        assertThat(bench.raised("Error").data()).containsEntry("type", "WORKER_LOST");
        assertThat(file).exists();
        assertThatThrownBy(() -> sink.write(ByteBuffer.wrap(new byte[10]))).hasMessageContaining("was lost");
    }

    @Test
    void shouldHoldTheClientBackWhenTheWorkerDoesNotRead() {
        MediaByteSink sink = upload();
        bench.loop.runPending();
        ByteBuffer bytes = ByteBuffer.allocate(3 << 20);
        int taken = sink.write(bytes);
        assertThat(taken).isEqualTo(1 << 20);
        assertThat(sink.write(bytes)).isZero();
        int[] calls = {0};
        sink.onReady(() -> calls[0]++);
        bench.loop.runPending();
        assertThat(calls[0]).isZero();

        long stream = bench.workers.graph().only(NodeSpec.Demux.class).stream().streamId();
        bench.workers.graph().say(new FromWorker.ReadStream(stream, 0, 800_000));
        bench.loop.runPending();
        assertThat(calls[0]).isEqualTo(1);
        assertThat(sink.write(bytes)).isEqualTo(800_000);
        assertThat(bench.workers.graph().sent().stream().filter(ToWorker.StreamData.class::isInstance))
                .hasSize(1);
    }

    @Test
    void shouldEndTheUploadSessionAfterTheDisconnectionTimeOnceAllIsRead() {
        MediaByteSink sink = upload();
        sink.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        sink.close(null);
        bench.loop.runPending();
        long stream = bench.workers.graph().only(NodeSpec.Demux.class).stream().streamId();
        bench.workers.graph().say(new FromWorker.ReadStream(stream, 0, 100));
        bench.workers.graph().say(new FromWorker.ReadStream(stream, 3, 100));
        bench.loop.runPending();
        assertThat(bench.workers.graph().sent().stream()
                        .filter(ToWorker.StreamData.class::isInstance)
                        .map(message -> ((ToWorker.StreamData) message).isEnd()))
                .containsExactly(false, true);
        bench.loop.advance(Duration.ofSeconds(3)); // a fast upload was once cut short here, while it was still decoded
        assertThat(bench.eventTypes()).containsExactly("MediaSessionStarted");
        bench.nodeSays(NodeSpec.Demux.class, "EndOfStream", Map.of());
        bench.loop.advance(Duration.ofSeconds(3));
        assertThat(bench.eventTypes()).containsExactly("MediaSessionStarted", "EndOfStream", "MediaSessionTerminated");
    }

    @Test
    void shouldAnswerAnUploadThatIsNoMediaWithAnError() {
        MediaByteSink sink = startedUpload();
        bench.nodeSays(
                NodeSpec.Demux.class,
                "Error",
                Map.of("code", "MEDIA_FORMAT_UNSUPPORTED", "message", "this is no media"));
        assertThat(bench.raised("Error").data()).containsEntry("description", "this is no media");
        assertThatThrownBy(() -> sink.write(ByteBuffer.wrap(new byte[10]))).hasMessageContaining("no media");
    }

    @Test
    void shouldTellTypesOfUnsupportedProfiles() {
        assertThatThrownBy(() -> bench.element(
                        pipeline, "RecorderEndpoint", "uri", "x", "mediaProfile", "KURENTO_SPLIT_RECORDER"))
                .isInstanceOfSatisfying(
                        MediaException.class,
                        e -> assertThat(e.code()).isEqualTo(MediaErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR));
    }
}
