package org.kaskado.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kaskado.frame.Caps;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.NodeSpec.Pacing;
import org.kaskado.processing.ToWorker;

/** Input that is damaged, hostile or merely awkward: a sentence, never a crash. */
class HardInputTest {
    private static WorkerHarness worker;

    @BeforeAll
    static void start() {
        worker = new WorkerHarness();
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    private static Path file(String name, byte[] bytes) throws IOException {
        Path file = TestMedia.file(name);
        Files.write(file, bytes);
        return file;
    }

    private static Path text(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static FromWorker.Result opened(Path file) {
        return worker.tryAdd(new NodeSpec.Demux(worker.input(file, true), Pacing.UNPACED));
    }

    @Test
    void shouldSayWhatIsWrongWithFilesThatAreNoMedia() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        byte[] start = Arrays.copyOf(Files.readAllBytes(TestMedia.h264Mp4(3)), 200);
        assertThat(opened(file("empty.mp4", new byte[0])).message()).contains("'empty.mp4' is empty");
        assertThat(opened(text("text.mp4", "This is a text, not a film.\n".repeat(50)))
                        .message())
                .contains("'text.mp4' is no media that can be read; readable are MP4");
        assertThat(opened(file("noise.webm", noise)).errorCode()).isEqualTo("MEDIA_FORMAT_UNSUPPORTED");
        assertThat(opened(file("start.mp4", start)).errorCode()).isEqualTo("MEDIA_FORMAT_UNSUPPORTED");
    }

    @Test
    void shouldRefuseFormatsThatNameOtherFiles() throws IOException {
        Map<String, String> evil = Map.of(
                "list.m3u8",
                "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
                "list.mp4",
                "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:1/x\n#EXT-X-ENDLIST\n",
                "concat.txt",
                "ffconcat version 1.0\nfile '/etc/passwd'\n",
                "a.sdp",
                "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5000 RTP/AVP 96\n",
                "a.mpd",
                "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period/></MPD>");
        for (Map.Entry<String, String> one : evil.entrySet()) {
            FromWorker.Result result = opened(text(one.getKey(), one.getValue()));
            assertThat(result.errorCode()).as(one.getKey()).isEqualTo("MEDIA_FORMAT_UNSUPPORTED");
            assertThat(result.message()).as(one.getKey()).contains("readable are");
        }
    }

    @Test
    void shouldPlayATruncatedFileUpToItsEnd() throws IOException {
        byte[] whole = Files.readAllBytes(TestMedia.vp8Webm(4));
        Path half = file("half.webm", Arrays.copyOf(whole, whole.length / 2));
        Path result = TranscodeTest.transcode(worker, half, "webm", "half-out.webm", Caps.video("vp8", 0, 0));
        assertThat(TestMedia.decodedFrames(result)).isBetween(20, 80);
    }

    @Test
    void shouldSurviveDamagedFilesOfEveryKind() throws IOException {
        Random random = new Random(3);
        List<Path> clips = List.of(
                TestMedia.h264Mp4(3),
                TestMedia.vp8Webm(3),
                TestMedia.clip("a.ts", 3, "-c:v", "mpeg2video", "-c:a", "ac3"));
        for (int i = 0; i < 30; i++) {
            byte[] bytes = Files.readAllBytes(clips.get(i % clips.size()));
            int changes = 1 + random.nextInt(200);
            for (int change = 0; change < changes; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            playToTheEnd(file("damaged-" + i, bytes));
        }
        assertThat(worker.process.isAlive()).isTrue();
        assertThat(opened(TestMedia.h264Mp4(3)).errorCode()).isNull();
    }

    private static void playToTheEnd(Path clip) {
        int nodeId = 5_000_000 + worker.messages.size();
        FromWorker.Result result = worker.request(id -> new ToWorker.AddNode(
                WorkerHarness.GRAPH, id, nodeId, new NodeSpec.Demux(worker.input(clip, true), Pacing.UNPACED)));
        if (result.errorCode() != null) {
            assertThat(result.message()).isNotBlank();
            return;
        }
        List<Caps> pads = worker.all(FromWorker.PadsKnown.class).stream()
                .filter(known -> known.nodeId() == nodeId)
                .findFirst()
                .orElseThrow()
                .pads();
        for (Caps pad : pads) {
            String name = pad.kind().name().toLowerCase(Locale.ROOT);
            worker.link(nodeId, worker.add(new NodeSpec.Decode(pad, 1)), name);
        }
        worker.command(nodeId, "play");
        worker.awaitEvent(nodeId, "EndOfStream");
        worker.request(id -> new ToWorker.RemoveNode(WorkerHarness.GRAPH, id, nodeId));
    }

    @Test
    void shouldReadAnUploadWhoseIndexComesLast() {
        Path clip = TestMedia.h264Mp4(3);
        assertThat(Boxes.of(clip)).endsWith("moov");
        int player = worker.add(new NodeSpec.Demux(worker.input(clip, false), Pacing.UNPACED));
        Path file = TestMedia.file("uploaded.mkv");
        int mux = worker.mux(
                "matroska", WorkerHarness.toFile(file), false, Caps.video("h264", 0, 0), Caps.audio("aac", 0, 0));
        worker.link(player, mux, "audio", "video");
        worker.command(mux, "record");
        worker.command(player, "play");
        worker.awaitEvent(mux, "EndOfStream");
        worker.command(mux, "stop");
        assertThat(TestMedia.decodedFrames(file)).isEqualTo(75);
        assertThat(TestMedia.duration(file)).isCloseTo(3, within(0.1));
    }

    @Test
    void shouldReadEveryOtherUploadAsItComes() {
        for (Path clip : List.of(
                TestMedia.vp8Webm(3),
                TestMedia.clip("fast2.mp4", 3, "-c:v", "libopenh264", "-c:a", "aac", "-movflags", "+faststart"),
                TestMedia.clip("b.ts", 3, "-c:v", "mpeg2video", "-c:a", "ac3"))) {
            int player = worker.add(new NodeSpec.Demux(worker.input(clip, false), Pacing.UNPACED));
            worker.command(player, "play");
            worker.awaitEvent(player, "EndOfStream");
            assertThat(worker.events(player, "Error")).isEmpty();
        }
    }

    @Test
    void shouldNeverWriteOverOrThroughALink() throws IOException {
        Path victim = file("victim.txt", new byte[0]);
        Path link = TestMedia.file("link.mp4");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, victim);
        assertThat(recorder(link).message()).contains("The file to record to cannot be opened");
        assertThat(recorder(file("full.mp4", new byte[] {1})).message()).contains("recordings never overwrite");
    }

    private static FromWorker.Result recorder(Path file) {
        return worker.tryAdd(
                new NodeSpec.Mux("mp4", List.of(), new NodeSpec.OutputSpec.ToFile(file.toString()), false));
    }

    @Test
    void shouldRefuseAContainerThatCannotHoldTheCodec() {
        int player = worker.demux(TestMedia.h264Mp4(3), Pacing.UNPACED);
        int mux = worker.mux("webm", worker.toServer(), true, Caps.video("h264", 0, 0));
        worker.link(player, mux, "video");
        worker.command(mux, "record");
        worker.command(player, "play");
        assertThat(worker.awaitEvent(mux, "Error").data())
                .containsEntry("code", "MEDIA_FORMAT_UNSUPPORTED")
                .extracting("message")
                .asString()
                .contains("A webm container cannot hold h264");
    }

    @Test
    void shouldHoldBackInsteadOfGrowingWhenNobodyReads() throws IOException {
        try (WorkerHarness stalled = new WorkerHarness("-Xmx96m")) {
            Path clip = TestMedia.make(
                    "large.mkv",
                    "-f",
                    "lavfi",
                    "-i",
                    "testsrc2=size=1280x720:rate=30:duration=40",
                    "-c:v",
                    "mjpeg",
                    "-q:v",
                    "2");
            assertThat(Files.size(clip)).isGreaterThan(60_000_000);
            int player = stalled.demux(clip, Pacing.UNPACED);
            NodeSpec.OutputSpec out = stalled.toServer();
            int mux = stalled.mux("matroska", out, true, Caps.video("mjpeg", 0, 0));
            stalled.link(player, mux, "video");
            stalled.command(mux, "record");
            stalled.isReading.set(false);
            stalled.send(new ToWorker.NodeCommand(WorkerHarness.GRAPH, 77_777, player, "play", Map.of()));
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertThat(residentKb(stalled.process.pid())).isLessThan(600_000);
            stalled.isReading.set(true);
            stalled.awaitEvent(mux, "EndOfStream");
        }
    }

    private static long residentKb(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldHoldBackForCreditWhenAskedTo() {
        int player = worker.demux(TestMedia.vp8Webm(10), Pacing.UNPACED);
        NodeSpec.OutputSpec out = worker.toServer();
        int mux = worker.mux("webm", out, false, Caps.video("vp8", 0, 0), Caps.audio("opus", 0, 0));
        worker.link(player, mux, "audio", "video");
        worker.command(mux, "record");
        worker.command(player, "play");
        await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        assertThat(worker.chunks(out)).isEmpty();
        worker.send(new ToWorker.Credit(((NodeSpec.OutputSpec.ToServer) out).streamId(), 1L << 40));
        worker.awaitEvent(mux, "EndOfStream");
        worker.command(mux, "stop");
        assertThat(TestMedia.decodedFrames(worker.saved(out, "credit.webm"))).isEqualTo(250);
    }
}
