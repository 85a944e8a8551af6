package org.kaskado.workers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.WireCodec;
import org.kaskado.processing.WireDecoder;
import org.kaskado.processing.WireException;
import org.kaskado.runtime.SelectorLoop;

/**
 * The socket to one worker. It lives on the workers' loop; only {@link #send} may be called from elsewhere. What waits to
 * be written is bounded: a worker that does not read is as good as dead.
 */
final class WorkerLink {
    private static final long MAX_WAITING_BYTES = 64L << 20;

    /** Bytes read per turn of the loop, so that one worker does not hold up the others. */
    private static final int MAX_BYTES_PER_TURN = 1 << 20;

    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final SelectorLoop loop;
    private final SocketChannel channel;
    private final ByteBuffer readBuffer;
    private final WireDecoder<FromWorker> decoder = WireCodec.fromWorkerDecoder();
    private final Queue<ByteBuffer> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicBoolean writeScheduled = new AtomicBoolean();
    private @Nullable SelectionKey key;
    private Listener listener;
    private boolean isClosed;

    /** Hears the link, on the workers' loop. */
    interface Listener {
        void onMessage(FromWorker message);

        /** Once, with a sentence. */
        void onBroken(String reason);

        /** Whether reading must wait, because receivers are behind. */
        default boolean isCongested() {
            return false;
        }
    }

    /** @param readBuffer shared by all links of the loop, for it is used within one call only */
    WorkerLink(SelectorLoop loop, SocketChannel channel, ByteBuffer readBuffer, Listener listener) {
        this.loop = loop;
        this.channel = channel;
        this.readBuffer = readBuffer;
        this.listener = listener;
    }

    void open() throws IOException {
        channel.configureBlocking(false);
        key = loop.register(channel, SelectionKey.OP_READ, this::ready);
    }

    /** From now on another listener hears the link. */
    void handTo(Listener next) {
        listener = next;
    }

    /** Queues one encoded message; from any thread. */
    void send(byte[] message) {
        waiting.add(ByteBuffer.wrap(message));
        long bytes = waitingBytes.addAndGet(message.length);
        if (bytes > MAX_WAITING_BYTES) {
            loop.execute(() -> broken("it does not read its link: " + bytes + " bytes wait"));
        } else if (writeScheduled.compareAndSet(false, true)) {
            loop.execute(this::write);
        }
    }

    /** Closes without a word to the listener. */
    void close() {
        if (!isClosed) {
            isClosed = true;
            waiting.clear();
            try {
                channel.close();
            } catch (IOException e) {
                System.getLogger(WorkerLink.class.getName()).log(System.Logger.Level.DEBUG, "closing a worker link", e);
            }
        }
    }

    private void broken(String reason) {
        if (!isClosed) {
            close();
            listener.onBroken(reason);
        }
    }

    private void ready(SelectionKey ready) {
        if (ready.isValid() && ready.isReadable()) {
            read();
        }
        if (ready.isValid() && ready.isWritable()) {
            write();
        }
    }

    private void read() {
        try {
            int total = 0;
            while (total < MAX_BYTES_PER_TURN && !isClosed) {
                readBuffer.clear();
                int bytes = channel.read(readBuffer);
                if (bytes < 0) {
                    broken("its link ended");
                    return;
                }
                if (bytes == 0) {
                    return;
                }
                total += bytes;
                decoder.feed(readBuffer.flip(), message -> listener.onMessage(message));
                if (listener.isCongested()) {
                    pauseReading();
                    return;
                }
            }
        } catch (IOException e) {
            broken("its link broke: " + e.getMessage());
        } catch (WireException e) {
            broken("it sent what is no message: " + e.getMessage());
        }
    }

    private void pauseReading() {
        interest(SelectionKey.OP_READ, false);
        loop.at(loop.nowNs() + PAUSE_NS, () -> {
            if (isClosed) {
                return;
            }
            if (listener.isCongested()) {
                pauseReading();
            } else {
                interest(SelectionKey.OP_READ, true);
            }
        });
    }

    private void write() {
        if (isClosed) {
            return;
        }
        writeScheduled.set(false);
        try {
            for (ByteBuffer next = waiting.peek(); next != null; next = waiting.peek()) {
                int bytes = channel.write(next);
                waitingBytes.addAndGet(-bytes);
                if (next.hasRemaining()) {
                    break;
                }
                waiting.remove();
            }
            interest(SelectionKey.OP_WRITE, !waiting.isEmpty());
        } catch (IOException e) {
            broken("its link broke: " + e.getMessage());
        }
    }

    private void interest(int operation, boolean isWanted) {
        SelectionKey registered = key;
        if (registered != null && registered.isValid()) {
            int others = registered.interestOps() & ~operation;
            registered.interestOps(isWanted ? others | operation : others);
        }
    }
}
