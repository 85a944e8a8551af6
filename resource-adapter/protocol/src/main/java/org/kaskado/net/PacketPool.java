package org.kaskado.net;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The packet buffers of one media loop: made when they are first needed, up to a hard cap, and used again. Touched by the
 * loop's thread only.
 */
public final class PacketPool {
    /** Holds any datagram of a 1500-byte path, with room to rewrite headers and to add a tag. */
    public static final int BUFFER_BYTES = 2048;

    private final int maxBuffers;
    private final ArrayDeque<PacketBuffer> idle = new ArrayDeque<>();
    private int made;
    private long refused;

    public PacketPool(int maxBuffers) {
        if (maxBuffers < 1) {
            throw new IllegalArgumentException("maxBuffers must be at least 1, not " + maxBuffers);
        }
        this.maxBuffers = maxBuffers;
    }

    /** A buffer with one reference and no bytes, or null (and counted) when all are in use. */
    public @Nullable PacketBuffer take() {
        PacketBuffer buffer = idle.pollLast();
        if (buffer != null) {
            buffer.reuse();
            return buffer;
        }
        if (made == maxBuffers) {
            refused++;
            return null;
        }
        made++;
        return new PacketBuffer(new byte[BUFFER_BYTES], this);
    }

    /** Buffers that somebody holds. */
    public int inUse() {
        return made - idle.size();
    }

    /** How often {@link #take} had none. */
    public long refused() {
        return refused;
    }

    void giveBack(PacketBuffer buffer) {
        idle.addLast(buffer);
    }
}
