package org.kaskado.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.ToWorker;
import org.kaskado.worker.container.ByteInput;
import org.kaskado.worker.inspect.JcodecInspector;
import org.kaskado.worker.inspect.MediaFacts;

class InspectTest {
    private static WorkerHarness worker;

    @BeforeAll
    static void start() {
        worker = new WorkerHarness();
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    private static FromWorker.Result inspect(Path file, int posterWidth, long atMs) {
        return worker.request(id -> new ToWorker.Inspect(id, worker.input(file, true), posterWidth, atMs));
    }

    @Test
    void shouldTellFactsAndDrawAPosterOfEveryKind() throws IOException {
        Map<Path, String> clips = Map.of(
                TestMedia.h264Mp4(3), "mp4",
                TestMedia.vp8Webm(3), "webm",
                TestMedia.clip("i.mkv", 3, "-c:v", "libopenh264", "-c:a", "aac"), "matroska",
                TestMedia.clip("i.ts", 3, "-c:v", "mpeg2video", "-c:a", "ac3"), "mpegts");
        for (Map.Entry<Path, String> clip : clips.entrySet()) {
            FromWorker.Result result = inspect(clip.getKey(), 160, 1500);
            assertThat(result.message()).isNull();
            Map<?, ?> facts = (Map<?, ?>) Objects.requireNonNull(result.value());
            assertThat(facts.get("format")).isEqualTo(clip.getValue());
            assertThat((Long) facts.get("durationMs")).isBetween(2900L, 3150L);
            Map<?, ?> video = (Map<?, ?>) ((List<?>) facts.get("tracks")).get(0);
            assertThat(video.get("kind")).isEqualTo("video");
            assertThat(video.get("width")).isEqualTo(320L);
            Map<?, ?> audio = (Map<?, ?>) ((List<?>) facts.get("tracks")).get(1);
            assertThat(audio.get("sampleRateHz")).isEqualTo(48_000L);
            BufferedImage image = ImageIO.read(new ByteArrayInputStream((byte[]) facts.get("poster")));
            assertThat(image.getWidth()).isEqualTo(160);
            assertThat(image.getHeight()).isEqualTo(120);
        }
    }

    @Test
    void shouldReadMp4InPureJavaWithThePictureThatFfmpegShows() throws IOException {
        Path clip = TestMedia.h264Mp4(3);
        MediaFacts facts = Objects.requireNonNull(JcodecInspector.inspect(new WholeFile(clip), 320, 1000));
        assertThat(facts.tracks()).hasSize(2);
        assertThat(facts.tracks().get(0).codec()).isEqualTo("h264");
        assertThat(facts.tracks().get(1).codec()).isEqualTo("aac");
        BufferedImage ours = ImageIO.read(new ByteArrayInputStream(Objects.requireNonNull(facts.poster())));
        Path png = TestMedia.make("at1s.png", "-ss", "1", "-i", clip.toString(), "-frames:v", "1");
        BufferedImage theirs = ImageIO.read(png.toFile());
        long difference = 0;
        for (int y = 0; y < 240; y += 5) {
            for (int x = 0; x < 320; x += 5) {
                difference += Math.abs((ours.getRGB(x, y) >> 8 & 0xFF) - (theirs.getRGB(x, y) >> 8 & 0xFF));
            }
        }
        assertThat(difference / (48 * 64)).as("mean difference of green").isLessThan(12);
    }

    @Test
    void shouldRefuseFilesWithoutMedia() throws IOException {
        Path text = TestMedia.file("inspect.mp4");
        Files.write(text, "no film".getBytes(StandardCharsets.US_ASCII));
        assertThat(inspect(text, 0, 0).errorCode()).isEqualTo("MEDIA_FORMAT_UNSUPPORTED");
    }

    @Test
    void shouldSurviveHostileIndexes() throws IOException {
        Random random = new Random(11);
        byte[] whole = Files.readAllBytes(TestMedia.h264Mp4(3));
        int moov = new String(whole, StandardCharsets.ISO_8859_1).indexOf("moov");
        for (int i = 0; i < 60; i++) {
            byte[] bytes = whole.clone();
            int changes = 1 + random.nextInt(6);
            for (int change = 0; change < changes; change++) {
                int at = moov + random.nextInt(bytes.length - moov - 4);
                ByteBuffer.wrap(bytes).putInt(at, random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt());
            }
            Path file = TestMedia.file("hostile.mp4");
            Files.write(file, bytes);
            FromWorker.Result result = inspect(file, 100, 500);
            assertThat(result.value() != null || result.message() != null).isTrue();
        }
        assertThat(worker.process.isAlive()).isTrue();
    }

    private record WholeFile(Path path) implements ByteInput {
        @Override
        public int read(long offset, byte[] target, int length) throws IOException {
            try (var channel = Files.newByteChannel(path)) {
                return channel.position(offset).read(ByteBuffer.wrap(target, 0, length));
            }
        }

        @Override
        public long lengthBytes() {
            return path.toFile().length();
        }

        @Override
        public boolean isSeekable() {
            return true;
        }

        @Override
        public void close() {}
    }
}
