package org.kaskado.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaskado.frame.Caps;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.NodeSpec.Pacing;

class VisionTest {
    /** Plays a clip through a vision filter into a recording. */
    private static Path through(
            WorkerHarness worker,
            Path clip,
            String kind,
            String name,
            @Nullable String verb,
            Map<String, Object> args) {
        Path file = TestMedia.file(name);
        int player = worker.demux(clip, Pacing.UNPACED);
        int decoder = worker.add(new NodeSpec.Decode(Caps.video("h264", 0, 0), 1));
        int vision = worker.add(new NodeSpec.Vision(kind));
        int encoder = worker.add(new NodeSpec.Encode(Caps.video("h264", 0, 0), 2_000_000, 2000, 1));
        int mux = worker.mux("mp4", WorkerHarness.toFile(file), false, Caps.video("h264", 0, 0));
        worker.link(player, decoder, "video");
        worker.link(decoder, vision, "video");
        worker.link(vision, encoder, "video");
        worker.link(encoder, mux, "video");
        if (verb != null) {
            worker.command(vision, verb, Map.copyOf(args));
        }
        worker.command(mux, "record");
        worker.command(player, "play");
        worker.awaitEvent(mux, "EndOfStream");
        worker.command(mux, "stop");
        return file;
    }

    private static Path codeClip(BarcodeFormat format, String text) throws IOException, WriterException {
        Path image = TestMedia.file(format + ".pgm");
        BitMatrix matrix = new MultiFormatWriter().encode(text, format, 240, 200);
        ByteArrayOutputStream pgm = new ByteArrayOutputStream();
        pgm.writeBytes("P5\n640 360\n255\n".getBytes(StandardCharsets.US_ASCII));
        for (int y = 0; y < 360; y++) {
            for (int x = 0; x < 640; x++) {
                boolean isInside = x >= 100 && x < 100 + matrix.getWidth() && y >= 60 && y < 60 + matrix.getHeight();
                pgm.write(isInside && matrix.get(x - 100, y - 60) ? 16 : 235);
            }
        }
        Files.write(image, pgm.toByteArray());
        return TestMedia.make(
                format + ".mp4",
                "-loop",
                "1",
                "-framerate",
                "25",
                "-t",
                "3",
                "-i",
                image.toString(),
                "-pix_fmt",
                "yuv420p",
                "-c:v",
                "libopenh264",
                "-b:v",
                "1M");
    }

    @ParameterizedTest
    @CsvSource({
        "QR_CODE,QR-Code,http://kaskado.org/ü",
        "EAN_13,EAN-13,4006381333931",
        "CODE_128,CODE-128,Kaskado 8",
    })
    void shouldReportCodesAndRepeatThemOnceASecond(BarcodeFormat format, String codeType, String text)
            throws IOException, WriterException {
        Path clip = codeClip(format, text);
        try (WorkerHarness worker = new WorkerHarness()) {
            Path file = through(worker, clip, "barcode", "code.mp4", null, Map.of());
            List<FromWorker.NodeEvent> found = worker.all(FromWorker.NodeEvent.class).stream()
                    .filter(event -> event.type().equals("CodeFound"))
                    .toList();
            assertThat(found)
                    .hasSize(3)
                    .allSatisfy(event -> assertThat(event.data())
                            .containsEntry("codeType", codeType)
                            .containsEntry("value", text));
            assertThat(TestMedia.decodedFrames(file)).isEqualTo(75);
        }
    }

    @Test
    void shouldLayAnImageOverThePictureWithItsTransparency() throws IOException {
        Path image = TestMedia.make(
                "half.png",
                "-f",
                "lavfi",
                "-i",
                "color=red:size=64x64,format=rgba,geq=r=255:g=0:b=0:a='if(lt(X,32),255,0)'",
                "-frames:v",
                "1");
        Path clip = TestMedia.make(
                "gray.mp4", "-f", "lavfi", "-i", "color=gray:size=320x240:rate=25:duration=1", "-c:v", "libopenh264");
        try (WorkerHarness worker = new WorkerHarness()) {
            Map<String, Object> arguments = Map.of(
                    "id",
                    "one",
                    "image",
                    Files.readAllBytes(image),
                    "offsetXPercent",
                    0.5,
                    "offsetYPercent",
                    0.5,
                    "widthPercent",
                    0.25,
                    "heightPercent",
                    0.25,
                    "keepAspectRatio",
                    false,
                    "center",
                    false);
            Path file = through(worker, clip, "image-overlay", "overlaid.mp4", "addImage", arguments);
            assertThat(pixel(file, 180, 150)).as("under the red half").isEqualTo("red");
            assertThat(pixel(file, 225, 150)).as("under the clear half").isEqualTo("gray");
            assertThat(pixel(file, 100, 60)).as("elsewhere").isEqualTo("gray");
        }
    }

    @Test
    void shouldLetPicturesPassWhereThereIsNoFace() throws IOException {
        Path image =
                TestMedia.make("hat.png", "-f", "lavfi", "-i", "color=red:size=64x64,format=rgba", "-frames:v", "1");
        try (WorkerHarness worker = new WorkerHarness()) {
            Path file = through(
                    worker,
                    TestMedia.h264Mp4(3),
                    "face-overlay",
                    "faces.mp4",
                    "setOverlayedImage",
                    Map.of("image", Files.readAllBytes(image), "offsetYPercent", -0.5));
            assertThat(TestMedia.decodedFrames(file)).isEqualTo(75);
        }
    }

    @Test
    void shouldRefuseBytesThatAreNoImage() {
        try (WorkerHarness worker = new WorkerHarness()) {
            int vision = worker.add(new NodeSpec.Vision("image-overlay"));
            FromWorker.Result result =
                    worker.tryCommand(vision, "addImage", Map.of("id", "x", "image", new byte[] {1, 2, 3}));
            assertThat(result.message()).contains("known are PNG, JPEG, GIF, WebP and BMP");
            assertThat(worker.tryAdd(new NodeSpec.Vision("x-ray")).message())
                    .contains("There is no vision filter 'x-ray'");
        }
    }

    /** A colour word for a pixel of the picture at half a second. */
    private static String pixel(Path file, int x, int y) throws IOException {
        Path raw = Files.createTempFile("pixel", ".rgb");
        TestMedia.run(List.of(
                org.bytedeco.javacpp.Loader.load(org.bytedeco.ffmpeg.ffmpeg.class),
                "-v",
                "error",
                "-y",
                "-ss",
                "0.5",
                "-i",
                file.toString(),
                "-frames:v",
                "1",
                "-f",
                "rawvideo",
                "-pix_fmt",
                "rgb24",
                raw.toString()));
        byte[] rgb = Files.readAllBytes(raw);
        Files.delete(raw);
        int at = (y * 320 + x) * 3;
        boolean isRed = (rgb[at] & 0xFF) > 200 && (rgb[at + 1] & 0xFF) < 60;
        boolean isGray = Math.abs((rgb[at] & 0xFF) - (rgb[at + 1] & 0xFF)) < 12;
        return isRed ? "red" : isGray ? "gray" : "other";
    }
}
