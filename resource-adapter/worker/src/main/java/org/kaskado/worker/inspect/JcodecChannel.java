package org.kaskado.worker.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jcodec.common.io.SeekableByteChannel;
import org.kaskado.worker.container.ByteInput;

/** JCodec's view of an input. Reading only; closing is the owner's. */
final class JcodecChannel implements SeekableByteChannel {
    private static final int BLOCK_BYTES = 64 * 1024;

    private final ByteInput input;
    private final byte[] block = new byte[BLOCK_BYTES];
    private long position;

    JcodecChannel(ByteInput input) {
        this.input = input;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = input.read(position, block, Math.min(block.length, target.remaining()));
        if (count > 0) {
            target.put(block, 0, count);
            position += count;
        }
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel setPosition(long newPosition) throws IOException {
        if (newPosition < 0) {
            throw new IOException("a position before the start");
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return input.lengthBytes();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        throw new IOException("read only");
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        throw new IOException("read only");
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // the owner of the input closes it
    }
}
