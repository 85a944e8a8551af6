package org.kaskado.engine.uri;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;

/**
 * The folders below which files may be read and made. What counts is where a path really leads, all links followed.
 * Blocks: use on the pool for it. Safe for any thread.
 */
final class MediaFolders {
    private final List<Path> folders;
    /** Recordings of this server, which it may replace. */
    private final OwnRecordings own;

    MediaFolders(List<Path> folders, OwnRecordings own) {
        this.own = own;
        this.folders = folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    /**
     * Opens a file for reading.
     *
     * @throws MediaException URI_FORBIDDEN, or URI_PATH_FILE_NOT_FOUND
     */
    FileChannel open(Path path) throws IOException {
        checkNamed(path);
        Path real = real(path);
        checkReal(path, real);
        if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            throw new MediaException(MediaErrorCode.URI_PATH_FILE_NOT_FOUND, "'" + path + "' is not a file");
        }
        return FileChannel.open(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes a new, empty file; a former recording of this server is replaced, anything else is left alone. */
    Path create(Path path) throws IOException {
        checkNamed(path);
        Path parent = path.getParent();
        Path name = path.getFileName();
        if (parent == null || name == null) {
            throw MediaUri.forbidden("'" + path + "' names no file");
        }
        checkReal(path, existing(parent));
        Files.createDirectories(parent);
        Path real = parent.toRealPath().resolve(name);
        checkReal(path, real);
        if (own.has(real)) {
            Files.delete(real);
        }
        try {
            FileChannel.open(real, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)
                    .close();
        } catch (FileAlreadyExistsException e) {
            throw new MediaException(
                    MediaErrorCode.URI_FORBIDDEN,
                    "'" + path + "' exists and is not a recording of this server; choose another name",
                    e);
        }
        own.add(real);
        return real;
    }

    /** Removes a file that was made here and is still empty. */
    void discardIfEmpty(Path real) throws IOException {
        if (Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS) && Files.size(real) == 0 && own.has(real)) {
            own.remove(real);
            Files.delete(real);
        }
    }

    private void checkNamed(Path path) {
        if (folders.stream().noneMatch(path::startsWith)) {
            throw outside(path, null);
        }
    }

    private void checkReal(Path path, Path real) throws IOException {
        for (Path folder : folders) {
            if (Files.isDirectory(folder) && real.startsWith(folder.toRealPath())) {
                return;
            }
        }
        throw outside(path, real);
    }

    private MediaException outside(Path path, @Nullable Path real) {
        return MediaUri.forbidden("'" + path + "'" + (real == null ? "" : " leads out: it")
                + " is not below an allowed folder; allowed are " + folders + " (key kaskado.media.folders)");
    }

    private static Path real(Path path) throws IOException {
        try {
            return path.toRealPath();
        } catch (NoSuchFileException e) {
            throw new MediaException(MediaErrorCode.URI_PATH_FILE_NOT_FOUND, "file '" + path + "' does not exist", e);
        }
    }

    /** The nearest folder that exists, without links. */
    private static Path existing(Path folder) throws IOException {
        for (Path candidate = folder; candidate != null; candidate = candidate.getParent()) {
            if (Files.exists(candidate, LinkOption.NOFOLLOW_LINKS)) {
                return candidate.toRealPath();
            }
        }
        return folder;
    }
}
