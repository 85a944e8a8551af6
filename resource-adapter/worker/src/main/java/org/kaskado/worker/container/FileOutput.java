package org.kaskado.worker.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A file that the server has made for us, empty. A link in its place is refused. */
public final class FileOutput implements ByteOutput {
    private final FileChannel channel;

    public FileOutput(Path path) throws IOException {
        channel = FileChannel.open(path, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        if (channel.size() != 0) {
            channel.close();
            throw new IOException(path.getFileName() + " is not empty; recordings never overwrite");
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public boolean isSeekable() {
        return true;
    }

    @Override
    public void seek(long position) throws IOException {
        channel.position(position);
    }

    @Override
    public long position() {
        try {
            return channel.position();
        } catch (IOException closed) {
            return 0;
        }
    }

    @Override
    public long lengthBytes() throws IOException {
        return channel.size();
    }

    @Override
    public void truncate(long lengthBytes) throws IOException {
        channel.truncate(lengthBytes);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
