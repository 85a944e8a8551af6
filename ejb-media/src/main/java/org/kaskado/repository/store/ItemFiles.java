package org.kaskado.repository.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.kaskado.repository.InsufficientStorageException;

/** The bytes of items: one file per item in folders named after the first digits of its key. */
final class ItemFiles {
    private static final int SHARD_DIGITS = 2;
    private static final String POSTER_SUFFIX = ".poster.jpg";

    /** Files of removed items wait here until they are deleted, so that a crash in between is noticed. */
    private static final String TRASH = ".trash";

    private final Path root;
    private final long floorBytes;

    private ItemFiles(Path root, long floorBytes) {
        this.root = root;
        this.floorBytes = floorBytes;
    }

    /** Opens the folder, and makes it when it is missing. */
    static ItemFiles open(Path root, long floorBytes) {
        try {
            Files.createDirectories(root.resolve(TRASH));
            return new ItemFiles(root.toRealPath(), floorBytes);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the folder " + root + " for stored items cannot be used; kaskado.data must be writable", e);
        }
    }

    Path bytes(String key) {
        return folder(key).resolve(key);
    }

    private Path folder(String key) {
        return root.resolve(key.substring(0, SHARD_DIGITS)).resolve(key.substring(SHARD_DIGITS, 2 * SHARD_DIGITS));
    }

    private Path poster(String key) {
        return folder(key).resolve(key + POSTER_SUFFIX);
    }

    void makeFolder(String key) throws IOException {
        Files.createDirectories(folder(key));
    }

    /** Length of the bytes; 0 when there is no file. */
    long length(String key) throws IOException {
        try {
            return Files.size(bytes(key));
        } catch (NoSuchFileException none) {
            return 0;
        }
    }

    SeekableByteChannel openForReading(String key) throws IOException {
        return FileChannel.open(bytes(key), StandardOpenOption.READ);
    }

    /** Opens for writing at an offset and drops what lies behind it. */
    FileChannel openForWriting(String key, long offset) throws IOException {
        checkSpace();
        makeFolder(key);
        FileChannel channel = FileChannel.open(bytes(key), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        try {
            channel.truncate(offset);
            channel.position(offset);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Bytes above the free-space floor; never negative. */
    long freeBytes() throws IOException {
        return Math.max(0, Files.getFileStore(root).getUsableSpace() - floorBytes);
    }

    void checkSpace() throws IOException {
        if (freeBytes() == 0) {
            throw new InsufficientStorageException("the disk of " + root.getFileName() + " has less than the "
                    + floorBytes + " free bytes that kaskado.disk.floor-bytes keeps");
        }
    }

    SeekableByteChannel openPoster(String key) throws IOException {
        return FileChannel.open(poster(key), StandardOpenOption.READ);
    }

    /** Keeps a poster; it appears whole or not at all. */
    void keepPoster(String key, byte[] jpeg) throws IOException {
        makeFolder(key);
        Path draft = folder(key).resolve(key + ".poster.tmp");
        Files.write(draft, jpeg);
        Files.move(draft, poster(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** First step of a removal: the bytes are out of reach. */
    void trash(String key) throws IOException {
        Path mark = root.resolve(TRASH).resolve(key);
        try {
            Files.move(bytes(key), mark, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException noBytes) {
            Files.write(mark, new byte[0]);
        }
    }

    /** Last step of a removal. */
    void deleteTrash(String key) throws IOException {
        Files.deleteIfExists(poster(key));
        Files.deleteIfExists(root.resolve(TRASH).resolve(key));
    }

    /** Keys whose removal a crash has interrupted. */
    List<String> trashed() throws IOException {
        try (Stream<Path> marks = Files.list(root.resolve(TRASH))) {
            return marks.map(mark -> String.valueOf(mark.getFileName())).toList();
        }
    }
}
