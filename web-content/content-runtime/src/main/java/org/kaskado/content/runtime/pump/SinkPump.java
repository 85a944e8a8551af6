package org.kaskado.content.runtime.pump;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaByteSink;

/** Feeds the body of an HTTP request into a pipeline. The owner sets the answer when it is told of the end. */
public final class SinkPump extends Pump implements ReadListener {
    private final MediaByteSink sink;
    private final ServletInputStream in;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(PumpSettings.BUFFER_BYTES).limit(0);
    private final long maxBytes;
    private long received;

    private SinkPump(MediaByteSink sink, AsyncContext exchange, long maxBytes, PumpSettings settings, PumpEnd end)
            throws IOException {
        super(exchange, settings, end);
        this.sink = sink;
        this.maxBytes = maxBytes;
        this.in = exchange.getRequest().getInputStream();
    }

    /**
     * Receives until the body or the pipeline ends. Takes over the exchange and the sink: both are closed, the exchange
     * is completed once.
     *
     * @param maxBytes most bytes of the body; a longer one breaks off with {@link PumpLimitException}
     * @param end told before the exchange is completed
     */
    public static void start(
            MediaByteSink sink, AsyncContext exchange, long maxBytes, PumpSettings settings, PumpEnd end)
            throws IOException {
        SinkPump pump = new SinkPump(sink, exchange, maxBytes, settings, end);
        pump.prepare();
        pump.in.setReadListener(pump);
    }

    @Override
    void move() throws IOException {
        while (!isEnded()) {
            if (buffer.hasRemaining()) {
                int before = buffer.remaining();
                sink.write(buffer);
                moved(before - buffer.remaining());
                if (buffer.remaining() == before) {
                    sink.onReady(this::wakeLater);
                    return;
                }
            } else if (in.isFinished()) {
                finish(null);
                return;
            } else if (!in.isReady()) {
                waitsForClient(true);
                return; // the container calls onDataAvailable or onAllDataRead
            } else {
                waitsForClient(false);
                receive();
            }
        }
    }

    private void receive() throws IOException {
        int count = in.read(buffer.array());
        if (count < 0) {
            finish(null);
            return;
        }
        buffer.position(0).limit(count);
        received += count;
        if (received > maxBytes) {
            throw new PumpLimitException(maxBytes);
        }
    }

    @Override
    void closeMedia(@Nullable String cause) {
        sink.close(cause);
    }

    @Override
    public void onDataAvailable() {
        step();
    }

    @Override
    public void onAllDataRead() {
        step();
    }

    @Override
    public void onError(Throwable failure) {
        finish(new IOException("the client is gone: " + failure.getMessage(), failure));
    }
}
