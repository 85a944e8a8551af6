package org.kaskado.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaskado.frame.Caps;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.NodeSpec.Pacing;
import org.kaskado.processing.ToWorker;

class TranscodeTest {
    private static WorkerHarness worker;

    @BeforeAll
    static void start() {
        worker = new WorkerHarness();
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    /** Converts a file with all the speed there is and gives the recording. */
    static Path transcode(WorkerHarness worker, Path source, String container, String name, Caps... targets) {
        Path file = TestMedia.file(name);
        int player = worker.demux(source, Pacing.UNPACED);
        List<Caps> pads = worker.all(FromWorker.PadsKnown.class).stream()
                .filter(known -> known.nodeId() == player)
                .findFirst()
                .orElseThrow()
                .pads();
        int mux = worker.mux(container, WorkerHarness.toFile(file), false, targets);
        List<Integer> nodes = new ArrayList<>();
        for (Caps target : targets) {
            Caps input = pads.stream()
                    .filter(pad -> pad.kind() == target.kind())
                    .findFirst()
                    .orElseThrow();
            String pad = target.kind() == MediaKind.VIDEO ? "video" : "audio";
            int decoder = worker.add(new NodeSpec.Decode(input, 1));
            int encoder = worker.add(new NodeSpec.Encode(target, 0, 2000, 1));
            worker.link(player, decoder, pad);
            worker.link(decoder, encoder, pad);
            worker.link(encoder, mux, pad);
            nodes.addAll(List.of(decoder, encoder));
        }
        worker.command(mux, "record");
        worker.command(player, "play");
        worker.awaitEvent(mux, "EndOfStream");
        worker.command(mux, "stop");
        nodes.addAll(List.of(player, mux));
        nodes.forEach(node -> worker.request(id -> new ToWorker.RemoveNode(WorkerHarness.GRAPH, id, node)));
        assertThat(worker.all(FromWorker.NodeEvent.class))
                .filteredOn(event -> event.type().equals("Error") && nodes.contains(event.nodeId()))
                .isEmpty();
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "vp8,opus,webm",
        "vp9,opus,webm",
        "av1,opus,webm",
        "h264,aac,mp4",
        "h264,ac3,mp4",
        "mpeg2video,ac3,matroska",
        "mjpeg,pcm_mulaw,matroska",
        "mjpeg,pcm_alaw,matroska",
        "h264,mp3,matroska",
    })
    void shouldEncodeEveryCodec(String video, String audio, String container) {
        Path file = transcode(
                worker,
                TestMedia.h264Mp4(3),
                container,
                video + "-" + audio + "." + container,
                Caps.video(video, 0, 0),
                Caps.audio(audio, 0, 0));
        assertThat(TestMedia.codecs(file)).containsExactly(video, audio);
        assertThat(TestMedia.decodedFrames(file)).isBetween(74, 76);
        assertThat(TestMedia.duration(file)).isCloseTo(3, within(0.1));
    }

    /** A stop once cut off what decoders and encoders still held, some seconds of a fast upload on a slow machine. */
    @Test
    void shouldRecordEverythingThatWasReadWhenStoppedBeforeTheEncoderIsDone() {
        Path file = TestMedia.file("stopped-early.webm");
        int player = worker.demux(TestMedia.h264Mp4(3), Pacing.UNPACED);
        Caps input = worker.all(FromWorker.PadsKnown.class).stream()
                .filter(known -> known.nodeId() == player)
                .flatMap(known -> known.pads().stream())
                .filter(pad -> pad.kind() == MediaKind.VIDEO)
                .findFirst()
                .orElseThrow();
        Caps target = Caps.video("vp9", 0, 0);
        int mux = worker.mux("webm", WorkerHarness.toFile(file), false, target);
        int decoder = worker.add(new NodeSpec.Decode(input, 1));
        int encoder = worker.add(new NodeSpec.Encode(target, 0, 2000, 1));
        worker.link(player, decoder, "video");
        worker.link(decoder, encoder, "video");
        worker.link(encoder, mux, "video");
        worker.command(mux, "record");
        worker.command(player, "play");
        worker.awaitEvent(player, "EndOfStream"); // all is read; most of it waits for the encoder
        worker.command(mux, "stop");
        assertThat(TestMedia.decodedFrames(file)).isBetween(74, 76);
        List.of(player, decoder, encoder, mux)
                .forEach(node -> worker.request(id -> new ToWorker.RemoveNode(WorkerHarness.GRAPH, id, node)));
    }

    @Test
    void shouldReadEveryKindOfFile() {
        List<Path> clips = List.of(
                TestMedia.clip("fast.mp4", 3, "-c:v", "libopenh264", "-c:a", "aac", "-movflags", "+faststart"),
                TestMedia.clip("a.ts", 3, "-c:v", "mpeg2video", "-c:a", "ac3"),
                TestMedia.clip("h264aac.ts", 3, "-c:v", "libopenh264", "-c:a", "aac"),
                TestMedia.clip("a.mkv", 3, "-c:v", "libopenh264", "-c:a", "aac"),
                TestMedia.clip("a.webm", 3, "-c:v", "libvpx-vp9", "-deadline", "realtime", "-c:a", "libopus"),
                TestMedia.clip("av1.webm", 3, "-c:v", "libsvtav1", "-preset", "12", "-c:a", "libopus"),
                TestMedia.clip("a.avi", 3, "-c:v", "mjpeg", "-c:a", "pcm_s16le"),
                TestMedia.clip("a.flv", 3, "-c:v", "libopenh264", "-c:a", "aac"),
                TestMedia.clip("a.mpg", 3, "-c:v", "mpeg2video", "-c:a", "mp2"));
        for (Path clip : clips) {
            Path file = transcode(
                    worker,
                    clip,
                    "webm",
                    "from-" + clip.getFileName() + ".webm",
                    Caps.video("vp8", 0, 0),
                    Caps.audio("opus", 0, 0));
            assertThat(TestMedia.duration(file)).as("%s", clip).isCloseTo(3, within(0.15));
            assertThat(TestMedia.decodedFrames(file)).as("%s", clip).isBetween(73, 76);
        }
    }

    @Test
    void shouldReadSoundAlone() {
        for (String name : List.of("a.wav", "a.mp3", "a.ogg", "a.flac", "a.aac", "a.ac3")) {
            Path clip = TestMedia.make(
                    name,
                    name.endsWith("ogg")
                            ? new String[] {"-f", "lavfi", "-i", "sine=duration=3", "-c:a", "libopus"}
                            : new String[] {"-f", "lavfi", "-i", "sine=duration=3"});
            Path file = transcode(worker, clip, "webm", "from-" + name + ".webm", Caps.audio("opus", 48_000, 2));
            assertThat(TestMedia.codecs(file)).containsExactly("opus");
            assertThat(TestMedia.duration(file)).as(name).isCloseTo(3, within(0.15));
        }
    }

    @Test
    void shouldMixSixChannelsDownAndKeepOddSizes() {
        Path clip = TestMedia.make(
                "odd.mkv",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=638x362:rate=30:duration=2",
                "-f",
                "lavfi",
                "-i",
                "sine=duration=2",
                "-ac",
                "6",
                "-c:v",
                "libopenh264",
                "-c:a",
                "ac3");
        Path file = transcode(worker, clip, "mp4", "odd.mp4", Caps.video("h264", 0, 0), Caps.audio("aac", 48_000, 2));
        assertThat(TestMedia.probe(file, "stream=width,height,channels")).containsExactly("638", "362", "2");
        Path scaled = transcode(worker, clip, "webm", "odd.webm", Caps.video("vp8", 319, 181));
        assertThat(TestMedia.probe(scaled, "stream=width,height")).containsExactly("319", "181");
    }

    @Test
    void shouldTurnPhoneVideoUpright() {
        Path clip = TestMedia.make(
                "phone.mp4",
                "-display_rotation",
                "90",
                "-i",
                TestMedia.h264Mp4(3).toString(),
                "-c",
                "copy");
        Path file = transcode(worker, clip, "webm", "phone.webm", Caps.video("vp8", 0, 0));
        assertThat(TestMedia.probe(file, "stream=width,height")).containsExactly("240", "320");
    }

    @Test
    void shouldMakeAKeyFrameWhenAsked() {
        int player = worker.demux(TestMedia.h264Mp4(3), Pacing.CLOCK);
        int decoder = worker.add(new NodeSpec.Decode(Caps.video("h264", 320, 240), 1));
        int encoder = worker.add(new NodeSpec.Encode(Caps.video("vp8", 0, 0), 300_000, 60_000, 1));
        int sink = worker.add(new NodeSpec.FrameSink(Caps.video("vp8", 0, 0)));
        worker.link(player, decoder, "video");
        worker.link(decoder, encoder, "video");
        worker.link(encoder, sink, "video");
        worker.command(player, "play");
        await().until(() -> frames(sink).size() > 15);
        assertThat(frames(sink).stream().filter(frame -> frame.frame().isKeyFrame()))
                .hasSize(1);
        worker.send(new ToWorker.RequestKeyFrame(WorkerHarness.GRAPH, sink));
        await().until(() -> frames(sink).stream()
                        .filter(frame -> frame.frame().isKeyFrame())
                        .count()
                == 2);
        worker.command(player, "stop");
    }

    private static List<FromWorker.FrameOut> frames(int nodeId) {
        return worker.all(FromWorker.FrameOut.class).stream()
                .filter(frame -> frame.nodeId() == nodeId)
                .toList();
    }

    @Test
    void shouldRecordWhatComesFromTheNetworkAsFrames() throws IOException {
        for (String codec : List.of("vp8", "h264")) {
            Path source = codec.equals("vp8") ? TestMedia.vp8Webm(3) : TestMedia.h264Mp4(3);
            int player = worker.demux(source, Pacing.UNPACED);
            int sink = worker.add(new NodeSpec.FrameSink(Caps.video(codec, 0, 0)));
            worker.link(player, sink, "video");
            worker.command(player, "play");
            worker.awaitEvent(player, "EndOfStream");
            await().until(() -> frames(sink).size() == 75);
            Path file = TestMedia.file("network-" + codec + ".mkv");
            int from = worker.add(new NodeSpec.FrameSource(Caps.video(codec, 0, 0)));
            int mux = worker.mux("matroska", WorkerHarness.toFile(file), false, Caps.video(codec, 0, 0));
            worker.link(from, mux, "video");
            worker.command(mux, "record");
            frames(sink).forEach(frame -> worker.send(new ToWorker.FrameIn(WorkerHarness.GRAPH, from, frame.frame())));
            await().until(() -> framesIn(mux) >= 75);
            worker.command(mux, "stop");
            assertThat(TestMedia.decodedFrames(file)).isEqualTo(75);
            assertThat(TestMedia.probe(file, "stream=width,height")).containsExactly("320", "240");
            assertThat(Files.size(file)).isPositive();
        }
    }

    private static long framesIn(int nodeId) {
        return worker.all(FromWorker.Statistics.class).stream()
                .map(statistics -> statistics.nodes().get(Integer.toString(nodeId)))
                .filter(Map.class::isInstance)
                .mapToLong(counters -> (Long) ((Map<?, ?>) counters).get("framesIn"))
                .max()
                .orElse(0);
    }

    @Test
    void shouldApplyAFilterChain() {
        Path file = TestMedia.file("filtered.mkv");
        int player = worker.demux(TestMedia.h264Mp4(3), Pacing.UNPACED);
        int decoder = worker.add(new NodeSpec.Decode(Caps.video("h264", 320, 240), 1));
        int filter = worker.add(new NodeSpec.Filter(List.of(
                new NodeSpec.FilterStep("transpose", Map.of("dir", "clock")),
                new NodeSpec.FilterStep("fps", Map.of("fps", "10")))));
        int encoder = worker.add(new NodeSpec.Encode(Caps.video("vp8", 0, 0), 0, 2000, 1));
        int mux = worker.mux("webm", WorkerHarness.toFile(file), false, Caps.video("vp8", 0, 0));
        worker.link(player, decoder, "video");
        worker.link(decoder, filter, "video");
        worker.link(filter, encoder, "video");
        worker.link(encoder, mux, "video");
        worker.command(mux, "record");
        worker.command(player, "play");
        worker.awaitEvent(mux, "EndOfStream");
        worker.command(mux, "stop");
        assertThat(TestMedia.probe(file, "stream=width,height")).containsExactly("240", "320");
        assertThat(TestMedia.decodedFrames(file)).isBetween(29, 31);
    }

    @Test
    void shouldNameAFilterThatDoesNotExist() {
        int player = worker.demux(TestMedia.h264Mp4(3), Pacing.UNPACED);
        int decoder = worker.add(new NodeSpec.Decode(Caps.video("h264", 320, 240), 1));
        int filter = worker.add(new NodeSpec.Filter(List.of(new NodeSpec.FilterStep("hokuspokus", Map.of()))));
        worker.link(player, decoder, "video");
        worker.link(decoder, filter, "video");
        worker.command(player, "play");
        assertThat(worker.awaitEvent(filter, "Error").data())
                .containsEntry("code", "MEDIA_OBJECT_ILLEGAL_PARAM_ERROR")
                .containsEntry("message", "There is no filter 'hokuspokus'.");
    }

    @Test
    void shouldNameTheCodecsThatAreEncoded() {
        FromWorker.Result result = worker.tryAdd(new NodeSpec.Encode(Caps.video("cinepak", 0, 0), 0, 0, 1));
        assertThat(result.errorCode()).isEqualTo("MEDIA_FORMAT_UNSUPPORTED");
        assertThat(result.message()).contains("'cinepak' cannot be encoded; encoded are aac, ac3, av1, h264");
    }
}
