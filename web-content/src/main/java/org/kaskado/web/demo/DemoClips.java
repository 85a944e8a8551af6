package org.kaskado.web.demo;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.runtime.door.Door;
import org.kaskado.media.MediaPipelineFactory;

/**
 * The clips of the demos. They come with the application and are put into the media folder when they are first asked for,
 * because elements play files. Any thread may ask.
 */
@ApplicationScoped
public class DemoClips {
    private static final List<String> NAMES = List.of("card.mp4", "face.mp4", "qr.webm", "hat.png");
    private static final String RESOURCES = "/META-INF/resources/demo/media/";
    private static final String FOLDER = "demo";
    private static final int NOT_FOUND = 404;
    private static final int FAILED = 500;

    /**
     * A URI for {@code PlayerEndpoint} and filters, relative to the media folder.
     *
     * @throws KaskadoException 404 for a name that is not a demo clip, 500 when the media folder cannot be written
     */
    public String uriOf(@Nullable String name) {
        if (name == null || !NAMES.contains(name)) {
            throw new KaskadoException(
                    "there is no clip '" + name + "'; known are " + String.join(", ", NAMES), NOT_FOUND);
        }
        Path folder = mediaFolder().resolve(FOLDER);
        try {
            unpack(name, folder);
        } catch (IOException e) {
            throw new KaskadoException("the clip '" + name + "' cannot be put into " + folder + ": " + e, e, FAILED);
        }
        return FOLDER + "/" + name;
    }

    private static Path mediaFolder() {
        MediaPipelineFactory factory = Door.lookUp(MediaPipelineFactory.JNDI_NAME, MediaPipelineFactory.class);
        String data = factory.settings().getOrDefault("kaskado.data", "data");
        return Path.of(data).toAbsolutePath().resolve("media");
    }

    /** Writes a copy beside and moves it, so that nobody sees half a clip. */
    private static void unpack(String name, Path folder) throws IOException {
        Path target = folder.resolve(name);
        try (InputStream clip = DemoClips.class.getResourceAsStream(RESOURCES + name)) {
            if (clip == null) {
                throw new IOException("it is missing in the application");
            }
            if (Files.isRegularFile(target)) {
                return;
            }
            Files.createDirectories(folder);
            Path copy = Files.createTempFile(folder, name, ".part");
            Files.copy(clip, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
