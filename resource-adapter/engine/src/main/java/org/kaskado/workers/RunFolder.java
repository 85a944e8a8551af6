package org.kaskado.workers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder for the sockets and working folders of one server's workers: {@code <data>/run}, or a short one in the
 * system's temporary folder when the path of a UNIX socket would not fit. Only its owner may enter it.
 */
public final class RunFolder {
    private static final String TEMPORARY_PREFIX = "kaskado-";

    private RunFolder() {}

    /** Makes it, empty; also removes what a killed server left. */
    public static Path prepare(Path data) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        Path preferred = data.resolve("run").toAbsolutePath();
        removeLeftOver(temporary);
        Path folder = fits(preferred)
                ? preferred
                : temporary.resolve(TEMPORARY_PREFIX + ProcessHandle.current().pid());
        FolderTrees.delete(folder);
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (!fits(folder)) {
            throw new IOException("the path of the media workers' socket is too long: " + socket(folder)
                    + "; use a shorter kaskado.data or java.io.tmpdir");
        }
        return folder;
    }

    /** The socket in that folder. */
    static Path socket(Path folder) {
        return folder.resolve("s");
    }

    private static boolean fits(Path folder) {
        return socket(folder).toString().getBytes(StandardCharsets.UTF_8).length <= WorkerDoor.MAX_PATH_BYTES;
    }

    private static void removeLeftOver(Path temporary) throws IOException {
        List<Path> dead;
        try (Stream<Path> files = Files.list(temporary)) {
            dead = files.filter(RunFolder::isOfDeadServer).toList();
        }
        for (Path folder : dead) {
            FolderTrees.delete(folder);
        }
    }

    private static boolean isOfDeadServer(Path folder) {
        String name = folder.getFileName().toString();
        return name.matches(TEMPORARY_PREFIX + "\\d{1,18}")
                && Files.isDirectory(folder)
                && Files.isWritable(folder)
                && ProcessHandle.of(Long.parseLong(name.substring(TEMPORARY_PREFIX.length())))
                        .isEmpty();
    }
}
