package org.kaskado.engine.uri;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletionStage;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.pipeline.MediaFiles;

/**
 * An upload that waits on disk until it is whole. On POSIX systems the file loses its name as it is opened, so that nothing
 * is left behind whatever happens.
 */
final class SpoolFile implements MediaFiles.Spool {
    private static final long SPACE_CHECK_BYTES = 16L << 20;

    private final BlockingCalls calls;
    private final FileChannel channel;
    private final FileStore store;
    private final long floorBytes;
    private long lengthBytes; // one append at a time

    private SpoolFile(BlockingCalls calls, FileChannel channel, FileStore store, long floorBytes) {
        this.calls = calls;
        this.channel = channel;
        this.store = store;
        this.floorBytes = floorBytes;
    }

    /** Makes one. Blocks. */
    static SpoolFile open(BlockingCalls calls, Path folder, long floorBytes) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "upload-", ".part");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        return new SpoolFile(calls, channel, Files.getFileStore(folder), floorBytes);
    }

    @Override
    public CompletionStage<Long> append(byte[] bytes) {
        return calls.call("keeping an upload", () -> {
            if (lengthBytes / SPACE_CHECK_BYTES != (lengthBytes + bytes.length) / SPACE_CHECK_BYTES
                    && store.getUsableSpace() < floorBytes) {
                throw new MediaException(
                        MediaErrorCode.NOT_ENOUGH_RESOURCES,
                        "the disk has less free space than kaskado.disk.floor-bytes = " + floorBytes);
            }
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest, lengthBytes + rest.position());
            }
            lengthBytes += bytes.length;
            return lengthBytes;
        });
    }

    @Override
    public CompletionStage<MediaFiles.Input> finish() {
        return calls.call("reading an upload", () -> new FileInput(calls, channel, "upload"));
    }

    @Override
    public void discard() {
        calls.call("closing an upload", () -> {
            channel.close();
            return channel;
        });
    }
}
