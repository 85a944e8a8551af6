package org.kaskado.content.runtime.openapi;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Reads a small request body without a waiting thread. */
final class BodyReader implements ReadListener {
    private static final int CHUNK_BYTES = 8 * 1024;

    private final ServletInputStream in;
    private final int maxBytes;
    private final Consumer<byte[]> whole;
    private final Consumer<Throwable> broken;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * Reads to the end.
     *
     * @param whole takes the body
     * @param broken is told when there is none: an {@link IOException}, also when the body is too long
     */
    BodyReader(ServletInputStream in, int maxBytes, Consumer<byte[]> whole, Consumer<Throwable> broken) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.whole = whole;
        this.broken = broken;
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        // Not isFinished: Payara says so when all has arrived, before it is read.
        while (!ended.get() && in.isReady()) {
            int count = in.read(chunk);
            if (count < 0) {
                return;
            }
            if (body.size() + count > maxBytes) {
                onError(new IOException(
                        "the message is longer than the " + maxBytes + " bytes that kaskado.rpc.max-bytes allows"));
                return;
            }
            body.write(chunk, 0, count);
        }
    }

    @Override
    public void onAllDataRead() {
        if (ended.compareAndSet(false, true)) {
            whole.accept(body.toByteArray());
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            broken.accept(failure);
        }
    }
}
