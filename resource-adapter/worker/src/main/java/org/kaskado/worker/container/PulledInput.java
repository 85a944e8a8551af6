package org.kaskado.worker.container;

import java.io.IOException;
import org.kaskado.worker.graph.PulledBytes;

/** An input whose bytes come from the server. */
public final class PulledInput implements ByteInput {
    private final PulledBytes bytes;

    public PulledInput(PulledBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(long offset, byte[] target, int length) throws IOException {
        return bytes.read(offset, target, length);
    }

    @Override
    public long lengthBytes() {
        return bytes.spec().lengthBytes();
    }

    @Override
    public boolean isSeekable() {
        return bytes.spec().isSeekable();
    }

    @Override
    public void close() {
        bytes.close();
    }
}
