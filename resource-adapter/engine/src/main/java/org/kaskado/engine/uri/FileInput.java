package org.kaskado.engine.uri;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.kaskado.pipeline.MediaFiles;

/** An opened file. */
final class FileInput implements MediaFiles.Input {
    private final BlockingCalls calls;
    private final FileChannel channel;
    private final long lengthBytes;
    private final String name;

    FileInput(BlockingCalls calls, FileChannel channel, String name) throws IOException {
        this.calls = calls;
        this.channel = channel;
        this.lengthBytes = channel.size();
        this.name = name;
    }

    @Override
    public long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public boolean isSeekable() {
        return true;
    }

    @Override
    public @Nullable String contentType() {
        return null;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletionStage<byte[]> read(long offset, int maxBytes) {
        return calls.call("reading " + name, () -> {
            int count = (int) Math.max(0, Math.min(maxBytes, channel.size() - offset));
            ByteBuffer buffer = ByteBuffer.allocate(count);
            int step;
            do {
                step = channel.read(buffer, offset + buffer.position());
            } while (step > 0 && buffer.hasRemaining());
            return Arrays.copyOf(buffer.array(), buffer.position());
        });
    }

    @Override
    public void close() {
        try {
            calls.pool().execute(this::closeChannel);
        } catch (RejectedExecutionException e) {
            closeChannel(); // closing a file hardly blocks; leaking it would be worse
        }
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger("org.kaskado.engine").log(System.Logger.Level.DEBUG, "closing " + name, e);
        }
    }
}
