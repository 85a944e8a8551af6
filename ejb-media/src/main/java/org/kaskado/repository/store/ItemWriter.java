package org.kaskado.repository.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kaskado.repository.RepositoryItemWriter;

/** Writes the file of an item; the {@link Writers} know what its end means. */
final class ItemWriter implements RepositoryItemWriter {
    /** The free-space floor is looked at once per this many bytes. */
    private static final long CHECK_EVERY_BYTES = 64L << 20;

    private final String id;
    private final FileChannel channel;
    private final ItemFiles files;
    private final Writers writers;
    private final AtomicLong position;
    private final AtomicReference<@Nullable String> lostTo = new AtomicReference<>();
    private long nextCheck;

    ItemWriter(String id, FileChannel channel, long offset, ItemFiles files, Writers writers) {
        this.id = id;
        this.channel = channel;
        this.files = files;
        this.writers = writers;
        this.position = new AtomicLong(offset);
        this.nextCheck = offset + CHECK_EVERY_BYTES;
    }

    String id() {
        return id;
    }

    @Override
    public long position() {
        return position.get();
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        try {
            while (source.hasRemaining()) {
                position.addAndGet(channel.write(source));
            }
        } catch (ClosedChannelException closed) {
            throw new IOException(whyClosed(), closed);
        } catch (IOException failed) {
            files.checkSpace();
            throw failed;
        }
        if (position.get() >= nextCheck) {
            nextCheck = position.get() + CHECK_EVERY_BYTES;
            files.checkSpace();
        }
    }

    private String whyClosed() {
        String reason = lostTo.get();
        return "the writer of item '" + id + "' is closed" + (reason == null ? "" : ": " + reason);
    }

    @Override
    public void complete() throws IOException {
        if (!writers.end(this, true)) {
            throw new IOException(whyClosed());
        }
    }

    @Override
    public void close() throws IOException {
        writers.end(this, false);
    }

    /** Takes the item away from this writer; its next write fails with the reason. */
    void loseTo(String reason) throws IOException {
        lostTo.compareAndSet(null, reason);
        channel.close();
    }

    /** Closes the file, with all bytes on the disk when {@code durably}. */
    void closeFile(boolean durably) throws IOException {
        if (durably) {
            channel.force(false);
        }
        channel.close();
    }
}
