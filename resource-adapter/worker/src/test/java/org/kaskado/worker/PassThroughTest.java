package org.kaskado.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kaskado.frame.Caps;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.FromWorker.ChunkKind;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.NodeSpec.Pacing;

class PassThroughTest {
    private static final Caps VIDEO = Caps.video("any", 0, 0);
    private static final Caps AUDIO = Caps.audio("any", 0, 0);

    @Test
    void shouldSayWhatAFileCarries() {
        try (WorkerHarness worker = new WorkerHarness()) {
            worker.demux(TestMedia.h264Mp4(3), Pacing.CLOCK);
            assertThat(worker.all(FromWorker.PadsKnown.class).get(0).pads())
                    .containsExactly(Caps.video("h264", 320, 240), Caps.audio("aac", 48_000, 1));
        }
    }

    @Test
    void shouldStreamAWebmInFragmentsThatTogetherPlay() {
        try (WorkerHarness worker = new WorkerHarness()) {
            int player = worker.demux(TestMedia.vp8Webm(4), Pacing.UNPACED);
            NodeSpec.OutputSpec out = worker.toServer();
            int mux = worker.mux("webm", out, true, VIDEO, AUDIO);
            worker.link(player, mux, "audio", "video");
            worker.command(mux, "record");
            worker.command(player, "play");
            worker.awaitEvent(mux, "EndOfStream");
            worker.command(mux, "stop");
            List<FromWorker.ContainerBytes> chunks = worker.chunks(out);
            assertThat(chunks.get(0).kind()).isEqualTo(ChunkKind.HEADER);
            assertThat(chunks.get(chunks.size() - 1).kind()).isEqualTo(ChunkKind.TRAILER);
            assertThat(chunks.stream().filter(FromWorker.ContainerBytes::startsAtKeyFrame))
                    .hasSize(4);
            assertThat(chunks.size()).isGreaterThan(12);
            Path file = worker.saved(out, "passed.webm");
            assertThat(TestMedia.codecs(file)).containsExactly("vp8", "opus");
            assertThat(TestMedia.decodedFrames(file)).isEqualTo(100);
        }
    }

    @Test
    void shouldStreamAFragmentedMp4WhoseHeaderComesFirst() {
        try (WorkerHarness worker = new WorkerHarness()) {
            int player = worker.demux(TestMedia.h264Mp4(3), Pacing.UNPACED);
            NodeSpec.OutputSpec out = worker.toServer();
            int mux = worker.mux("mp4", out, true, VIDEO, AUDIO);
            worker.link(player, mux, "audio", "video");
            worker.command(mux, "record");
            worker.command(player, "play");
            worker.awaitEvent(mux, "EndOfStream");
            worker.command(mux, "stop");
            List<FromWorker.ContainerBytes> chunks = worker.chunks(out);
            assertThat(chunks.get(0).kind()).isEqualTo(ChunkKind.HEADER);
            assertThat(new String(chunks.get(0).data(), 4, 4, java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("ftyp");
            assertThat(chunks.get(1).startsAtKeyFrame()).isTrue();
            Path file = worker.saved(out, "passed.mp4");
            assertThat(TestMedia.codecs(file)).containsExactly("h264", "aac");
            assertThat(TestMedia.duration(file)).isCloseTo(3, within(0.1));
            assertThat(TestMedia.decodedFrames(file)).isEqualTo(75);
        }
    }

    @Test
    void shouldPlayAtTheSpeedOfTheClockAndPauseAndSeek() {
        try (WorkerHarness worker = new WorkerHarness()) {
            int player = worker.demux(TestMedia.h264Mp4(3), Pacing.CLOCK);
            long startNs = System.nanoTime();
            worker.command(player, "play");
            await().until(() -> (Long) worker.command(player, "position") > 500);
            worker.command(player, "pause");
            long pausedAt = (Long) worker.command(player, "position");
            await().pollDelay(Duration.ofMillis(400)).until(() -> true);
            assertThat((Long) worker.command(player, "position")).isEqualTo(pausedAt);
            worker.command(player, "seek", Map.of("positionMs", 2000L));
            assertThat((Long) worker.command(player, "position")).isEqualTo(2000L);
            worker.command(player, "play");
            worker.awaitEvent(player, "EndOfStream");
            assertThat(Duration.ofNanos(System.nanoTime() - startNs))
                    .isBetween(Duration.ofMillis(1700), Duration.ofMillis(2900));
            assertThat(worker.command(player, "info"))
                    .isEqualTo(Map.of(
                            "isSeekable", true, "durationMs", 3000L, "seekableInitMs", 0L, "seekableEndMs", 3000L));
        }
    }

    @Test
    void shouldRecordMp4ThatIsSeekableAfterStop() {
        Path file = TestMedia.file("recorded.mp4");
        try (WorkerHarness worker = new WorkerHarness()) {
            int player = worker.demux(TestMedia.h264Mp4(3), Pacing.UNPACED);
            int mux = worker.mux("mp4", WorkerHarness.toFile(file), false, VIDEO, AUDIO);
            worker.link(player, mux, "audio", "video");
            worker.command(mux, "record");
            worker.command(player, "play");
            worker.awaitEvent(mux, "EndOfStream");
            worker.command(mux, "stop");
        }
        assertThat(TestMedia.duration(file)).isCloseTo(3, within(0.1));
        assertThat(TestMedia.decodedFrames(file)).isEqualTo(75);
        assertThat(Boxes.of(file)).startsWith("ftyp").endsWith("moov").doesNotContain("moof");
    }

    @Test
    void shouldKeepARecordingPlayableWhenTheWorkerIsKilled() throws IOException, InterruptedException {
        for (String container : List.of("mp4", "webm", "matroska")) {
            Path file = TestMedia.file("killed." + container);
            WorkerHarness worker = new WorkerHarness();
            Path clip = container.equals("webm") ? TestMedia.vp8Webm(10) : TestMedia.h264Mp4(10);
            int player = worker.demux(clip, Pacing.CLOCK);
            int mux = worker.mux(container, WorkerHarness.toFile(file), false, VIDEO, AUDIO);
            worker.link(player, mux, "audio", "video");
            worker.command(mux, "record");
            worker.command(player, "play");
            await().until(() -> (Long) worker.command(player, "position") > 3500);
            worker.process.destroyForcibly().waitFor();
            worker.close();
            assertThat(TestMedia.decodedFrames(file)).as(container).isGreaterThanOrEqualTo(60);
        }
    }

    @Test
    void shouldCompleteRecordingsWhenTheLinkEnds() throws IOException, InterruptedException {
        Path file = TestMedia.file("link-ended.mp4");
        WorkerHarness worker = new WorkerHarness();
        int player = worker.demux(TestMedia.h264Mp4(10), Pacing.CLOCK);
        int mux = worker.mux("mp4", WorkerHarness.toFile(file), false, VIDEO, AUDIO);
        worker.link(player, mux, "audio", "video");
        worker.command(mux, "record");
        worker.command(player, "play");
        await().until(() -> (Long) worker.command(player, "position") > 1500);
        long startNs = System.nanoTime();
        worker.cutLink();
        assertThat(worker.process.waitFor()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(Duration.ofSeconds(2));
        worker.close();
        assertThat(Boxes.of(file)).endsWith("moov").doesNotContain("moof");
        assertThat(TestMedia.duration(file)).isBetween(1.4, 2.2);
    }

    @Test
    void shouldLeaveNoGapWhereARecordingWasPaused() {
        Path file = TestMedia.file("paused.mp4");
        try (WorkerHarness worker = new WorkerHarness()) {
            int player = worker.demux(TestMedia.h264Mp4(10), Pacing.CLOCK);
            int mux = worker.mux("mp4", WorkerHarness.toFile(file), false, VIDEO, AUDIO);
            worker.link(player, mux, "audio", "video");
            worker.command(mux, "record");
            worker.command(player, "play");
            await().until(() -> (Long) worker.command(player, "position") > 1500);
            worker.command(mux, "pause");
            await().until(() -> (Long) worker.command(player, "position") > 3500);
            worker.command(mux, "record");
            await().until(() -> (Long) worker.command(player, "position") > 6000);
            worker.command(mux, "stop");
            assertThat(worker.events(mux, "Paused")).hasSize(1);
            assertThat(worker.events(mux, "Recording")).hasSize(2);
        }
        List<String> times = TestMedia.probe(file, "packet=pts_time", "-select_streams", "v:0");
        double largestStep = 0;
        double last = 0;
        for (double time :
                times.stream().mapToDouble(Double::parseDouble).sorted().toArray()) {
            largestStep = Math.max(largestStep, time - last);
            last = time;
        }
        assertThat(largestStep).isLessThan(0.2);
        assertThat(TestMedia.duration(file)).isBetween(2.8, 4.3);
    }
}
