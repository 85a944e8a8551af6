package org.kaskado.transport.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.PacketPool;

/** Cuts a byte stream into frames of RFC 4571 §2: two bytes of length, then so many bytes. */
final class FrameReader {
    private static final int LENGTH_BYTES = 2;

    private final ByteBuffer bytes =
            ByteBuffer.allocate(4 * PacketPool.BUFFER_BYTES).flip();

    /** Why no frame came. */
    enum State {
        /** A frame is there. */
        FRAME,
        /** More bytes are needed. */
        MORE,
        /** A frame that no packet buffer holds: the stream cannot be followed any further. */
        BROKEN
    }

    /** Reads what the channel has; false at its end. */
    boolean fill(ReadableByteChannel channel) throws IOException {
        bytes.compact();
        int count = channel.read(bytes);
        bytes.flip();
        return count >= 0;
    }

    State state() {
        if (bytes.remaining() < LENGTH_BYTES) {
            return State.MORE;
        }
        int length = bytes.getShort(bytes.position()) & 0xFFFF;
        if (length > PacketPool.BUFFER_BYTES) {
            return State.BROKEN;
        }
        return bytes.remaining() < LENGTH_BYTES + length ? State.MORE : State.FRAME;
    }

    /** Takes the frame that is there into a buffer; without one it is skipped. */
    void next(@Nullable PacketBuffer into) {
        int length = bytes.getShort() & 0xFFFF;
        if (into == null) {
            bytes.position(bytes.position() + length);
        } else {
            into.bounds(0, length);
            bytes.get(into.array(), 0, length);
        }
    }
}
