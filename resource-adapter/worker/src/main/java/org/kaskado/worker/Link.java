package org.kaskado.worker;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.ToWorker;
import org.kaskado.processing.WireCodec;
import org.kaskado.processing.WireDecoder;
import org.kaskado.processing.WireException;
import org.kaskado.worker.graph.Outbox;
import org.kaskado.worker.graph.Turns;

/** The socket to the server: one thread writes what is queued, the caller of {@link #read} reads. */
final class Link implements Outbox {
    /** Above this, who makes bulk bytes waits. */
    private static final long ROOM_BYTES = 8L * 1024 * 1024;

    /** Above this the server has long stopped reading; what can be missed is dropped. */
    private static final long FULL_BYTES = 64L * 1024 * 1024;

    private static final int READ_BYTES = 256 * 1024;
    private static final byte[] END = {};

    private final SocketChannel channel;
    private final LinkedBlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final ConcurrentLinkedQueue<Runnable> roomCallbacks = new ConcurrentLinkedQueue<>();
    private final Thread writer;

    Link(Path socket) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        writer = Turns.start("link-writer", this::write);
    }

    @Override
    public void send(FromWorker message) {
        boolean isMissable = message instanceof FromWorker.Statistics || message instanceof FromWorker.Log;
        if (isMissable && queuedBytes.get() > FULL_BYTES) {
            return;
        }
        byte[] bytes = WireCodec.encode(message);
        queuedBytes.addAndGet(bytes.length);
        queue.add(bytes);
    }

    @Override
    public boolean hasRoom() {
        return queuedBytes.get() < ROOM_BYTES;
    }

    @Override
    public void onRoom(Runnable callback) {
        roomCallbacks.add(callback);
        if (hasRoom()) {
            callBack();
        }
    }

    /** Reads until the link ends. */
    void read(Consumer<ToWorker> messages) throws IOException, WireException {
        WireDecoder<ToWorker> decoder = WireCodec.toWorkerDecoder();
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
        while (channel.read(buffer) >= 0) {
            buffer.flip();
            decoder.feed(buffer, messages);
            buffer.clear();
        }
    }

    /** Writes what is queued, for at most that long. */
    void finish(long maxMs) {
        queue.add(END);
        try {
            writer.join(maxMs);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            for (byte[] bytes = queue.take(); bytes != END; bytes = queue.take()) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                queuedBytes.addAndGet(-bytes.length);
                if (hasRoom()) {
                    callBack();
                }
            }
        } catch (ClosedChannelException closed) {
            drop();
        } catch (IOException broken) {
            drop(); // the reader sees the end of the link and ends the worker
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody reads any more: recordings must still be finished, so nothing may wait for room. */
    private void drop() {
        try {
            for (byte[] bytes = queue.poll(1, TimeUnit.SECONDS);
                    bytes != END;
                    bytes = queue.poll(1, TimeUnit.SECONDS)) {
                queuedBytes.set(0);
                callBack();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void callBack() {
        for (Runnable callback = roomCallbacks.poll(); callback != null; callback = roomCallbacks.poll()) {
            callback.run();
        }
    }
}
