package org.kaskado.engine.uri;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletionStage;
import org.kaskado.pipeline.MediaFiles;

/**
 * An upload that waits on disk until it is whole. On POSIX systems the file loses its name as it is opened, so that nothing
 * is left behind whatever happens.
 */
final class SpoolFile implements MediaFiles.Spool {
    private static final long SPACE_CHECK_BYTES = 16L << 20;

    private final BlockingCalls calls;
    private final FileChannel channel;
    private final Path folder;
    private final DiskFloor floor;
    private long lengthBytes; // one append at a time

    private SpoolFile(BlockingCalls calls, FileChannel channel, Path folder, DiskFloor floor) {
        this.calls = calls;
        this.channel = channel;
        this.folder = folder;
        this.floor = floor;
    }

    /** Makes one. Blocks. */
    static SpoolFile open(BlockingCalls calls, Path folder, DiskFloor floor) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "upload-", ".part");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        return new SpoolFile(calls, channel, folder, floor);
    }

    @Override
    public CompletionStage<Long> append(byte[] bytes) {
        return calls.call("keeping an upload", () -> {
            if (lengthBytes / SPACE_CHECK_BYTES != (lengthBytes + bytes.length) / SPACE_CHECK_BYTES
                    && !floor.hasSpace(folder)) {
                throw floor.refusal("the disk of uploads");
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
