package org.kaskado.content.runtime.pump;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaByteSource;

/** Sends the bytes of a pipeline to an HTTP client. Status and headers are set by the caller before. */
public final class SourcePump extends Pump implements WriteListener {
    private final MediaByteSource source;
    private final ServletOutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(PumpSettings.BUFFER_BYTES);
    private boolean unflushed;
    private boolean sourceEnded;

    private SourcePump(MediaByteSource source, AsyncContext exchange, PumpSettings settings, PumpEnd end)
            throws IOException {
        super(exchange, settings, end);
        this.source = source;
        this.out = exchange.getResponse().getOutputStream();
    }

    /**
     * Sends until the source or the client ends. Takes over the exchange and the source: both are closed, the exchange is
     * completed once. Its timeout must be off: after the request's first dispatch nobody may set it any more.
     *
     * @param end told before the exchange is completed
     */
    public static void start(MediaByteSource source, AsyncContext exchange, PumpSettings settings, PumpEnd end)
            throws IOException {
        SourcePump pump = new SourcePump(source, exchange, settings, end);
        pump.prepare();
        pump.out.setWriteListener(pump);
    }

    @Override
    void move() throws IOException {
        while (!isEnded()) {
            if (!out.isReady()) {
                waitsForClient(true);
                return; // the container calls onWritePossible
            }
            waitsForClient(false);
            if (sourceEnded) {
                finish(null);
                return;
            }
            buffer.clear();
            int count = source.read(buffer);
            if (count > 0) {
                out.write(buffer.array(), 0, count);
                moved(count);
                unflushed = true;
            } else if (unflushed) {
                sourceEnded = count < 0;
                unflushed = false;
                out.flush();
            } else if (count < 0) {
                finish(null);
                return;
            } else {
                source.onReady(this::wakeLater);
                return;
            }
        }
    }

    @Override
    void closeMedia(@Nullable String cause) {
        source.close(cause);
    }

    @Override
    public void onWritePossible() {
        step();
    }

    @Override
    public void onError(Throwable failure) {
        finish(new IOException("the client is gone: " + failure.getMessage(), failure));
    }
}
