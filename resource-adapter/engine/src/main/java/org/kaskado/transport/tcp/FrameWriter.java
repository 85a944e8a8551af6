package org.kaskado.transport.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Frames that wait to be sent, up to a bound; whole ones are taken or none. */
final class FrameWriter {
    /** Some 300 ms of a 2 Mbit/s call: more would only make the picture late. */
    static final int MAX_WAITING_BYTES = 128 << 10;

    private final ByteBuffer waiting = ByteBuffer.allocate(MAX_WAITING_BYTES);

    /** Adds a frame; false when it does not fit. */
    boolean offer(byte[] data, int offset, int length) {
        if (waiting.remaining() < length + 2) {
            return false;
        }
        waiting.putShort((short) length).put(data, offset, length);
        return true;
    }

    /** Writes what the channel takes; whether something is left. */
    boolean flush(WritableByteChannel channel) throws IOException {
        waiting.flip();
        channel.write(waiting);
        waiting.compact();
        return waiting.position() > 0;
    }
}
