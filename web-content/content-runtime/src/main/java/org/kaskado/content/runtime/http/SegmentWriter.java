package org.kaskado.content.runtime.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes segments while the client takes them; between its callbacks a slow client costs one buffer and no thread. */
final class SegmentWriter implements WriteListener, Transfers.Transfer {
    /** PRODUCT: one copy in pieces of 256 KiB. */
    static final int BUFFER_BYTES = 256 * 1024;

    private static final Logger LOG = System.getLogger(SegmentWriter.class.getName());

    private final AsyncContext async;
    private final SeekableByteChannel channel;
    private final Deque<Segment> segments;
    private final TransferListener listener;
    private final ServletOutputStream out;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong sentBytes = new AtomicLong();
    private final Transfers.Watched watched;
    private final ByteBuffer buffer;
    private long offset = -1;

    SegmentWriter(AsyncContext async, SeekableByteChannel channel, List<Segment> segments, TransferListener listener)
            throws IOException {
        this.async = async;
        this.channel = channel;
        this.segments = new ArrayDeque<>(segments);
        this.listener = listener;
        this.out = async.getResponse().getOutputStream();
        long total = segments.stream().mapToLong(Segment::length).sum();
        this.buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, total));
        this.watched = Transfers.server().watch(this);
    }

    void start() {
        listener.onStarted();
        out.setWriteListener(this);
    }

    @Override
    public void onWritePossible() {
        try {
            writeWhileReady();
        } catch (IOException e) {
            end("the transfer broke: " + e, e);
        }
    }

    private void writeWhileReady() throws IOException {
        while (!ended.get() && out.isReady()) {
            Segment segment = segments.peek();
            if (segment == null) {
                end(null, null);
            } else if (segment.literal() != null) {
                segments.remove();
                write(segment.literal(), segment.literal().length);
            } else if (segment.range() != null) {
                writeFrom(segment.range());
            }
        }
    }

    private void writeFrom(ByteRange range) throws IOException {
        if (offset < 0) {
            offset = range.first();
            channel.position(offset);
        }
        buffer.clear().limit((int) Math.min(buffer.capacity(), range.last() + 1 - offset));
        int read = channel.read(buffer);
        if (read < 0) {
            throw new EOFException("the item ended at byte " + offset + " although it is " + (range.last() + 1)
                    + " or more bytes long; was it removed meanwhile?");
        }
        offset += read;
        if (offset > range.last()) {
            segments.remove();
            offset = -1;
        }
        write(buffer.array(), read);
    }

    private void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        sentBytes.addAndGet(length);
    }

    @Override
    public void onError(Throwable error) {
        end("the transfer broke: " + error, error);
    }

    @Override
    public long bytes() {
        return sentBytes.get();
    }

    @Override
    public Duration idleLimit(Transfers.IdleLimits limits) {
        return limits.download();
    }

    @Override
    public void endIdle(Duration limit) {
        end("the client read nothing for " + limit.toSeconds() + " s", null);
    }

    private void end(@Nullable String problem, @Nullable Throwable cause) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        watched.end();
        Transfers.server().countDownload(sentBytes.get(), problem != null);
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a stored item could not be closed after reading", e);
        }
        async.complete();
        if (problem == null) {
            listener.onFinished(sentBytes.get());
        } else {
            listener.onFailed(sentBytes.get(), problem, cause);
        }
    }
}
