package org.kaskado.it.flow;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.it.media.Clip;
import org.kaskado.it.media.Command;
import org.kaskado.it.server.ClipsApplication;
import org.kaskado.it.server.KaskadoServer;
import org.kaskado.it.server.OpenApi;
import org.kaskado.it.server.SharedServer;

/** Filters change what the client sees, and say what they found. */
@ExtendWith(SharedServer.class)
final class FilterIT {
    /** The face of the photograph lies around this point; the clip is 512 × 512. */
    private static final int FACE_X = 225;

    private static final int FACE_Y = 120;

    @TempDir
    private Path folder;

    @Test
    void shouldReportTheCodeInThePicture(KaskadoServer server) {
        ClipsApplication.on(server);
        OpenApi api = ClipsApplication.service(server, "filter", Clip.QR_CODE, "?filter=codes");
        JsonObject started = api.start();
        OpenApi.download(server.uri("/").resolve(started.getString("url")), folder.resolve("got.mp4"));
        assertThat(api.poll(started.getString("sessionId")).toString())
                .contains(Clip.QR_TEXT)
                .containsIgnoringCase("qr");
    }

    @Test
    void shouldDrawTheOverlayOnTheFace(KaskadoServer server) throws IOException {
        ClipsApplication.on(server);
        greenPicture(server.data().resolve("media/green.png"));
        OpenApi api = ClipsApplication.service(server, "filter", Clip.FACE, "?filter=face");
        JsonObject started = api.start();
        Path got = OpenApi.download(server.uri("/").resolve(started.getString("url")), folder.resolve("got.mp4"))
                .body();
        Path frame = folder.resolve("frame.png");
        Command.run(List.of(
                "ffmpeg",
                "-loglevel",
                "error",
                "-y",
                "-ss",
                "3",
                "-i",
                got.toString(),
                "-frames:v",
                "1",
                frame.toString()));
        BufferedImage picture = ImageIO.read(frame.toFile());
        assertThat(new Color(picture.getRGB(FACE_X, FACE_Y)))
                .satisfies(colour -> assertThat(colour.getGreen())
                        .isGreaterThan(colour.getRed() + 80)
                        .isGreaterThan(colour.getBlue() + 80));
        assertThat(new Color(picture.getRGB(20, 480)).getGreen())
                .isLessThan(new Color(picture.getRGB(20, 480)).getRed() + 80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "movie=/etc/passwd",
                "drawtext=textfile=/etc/passwd",
                "ladspa=file=/tmp/x.so",
                "metadata=print:file=/tmp/x",
                "sendcmd=f=/etc/passwd"
            })
    void shouldRefuseFilterTextThatNamesFiles(String text, KaskadoServer server) {
        ClipsApplication.on(server);
        String query = "?filter=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
        JsonObject answer = ClipsApplication.service(server, "filter", Clip.MP4_FASTSTART, query)
                .call("start", jakarta.json.Json.createObjectBuilder().build());
        assertThat(answer.toString()).containsAnyOf("\"error\"", "\"rejected\"").doesNotContain("sessionId\"");
    }

    private static void greenPicture(Path file) throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.GREEN);
        graphics.fillRect(0, 0, 64, 64);
        graphics.dispose();
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
