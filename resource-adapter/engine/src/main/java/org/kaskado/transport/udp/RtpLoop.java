package org.kaskado.transport.udp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.PacketPool;
import org.kaskado.runtime.SelectorLoop;

/** What the plain RTP sockets of one loop share: its packet pool, and the place that datagrams are read to. */
public final class RtpLoop {
    /** Datagrams read from a socket before any of them is worked on. */
    static final int BATCH = 64;

    private final SelectorLoop loop;
    private final PacketPool pool;
    private final ByteBuffer wire = ByteBuffer.allocateDirect(PacketPool.BUFFER_BYTES);
    final @Nullable PacketBuffer[] packets = new PacketBuffer[BATCH];
    final @Nullable InetSocketAddress[] senders = new InetSocketAddress[BATCH];

    public RtpLoop(SelectorLoop loop, PacketPool pool) {
        this.loop = loop;
        this.pool = pool;
    }

    public SelectorLoop loop() {
        return loop;
    }

    PacketPool pool() {
        return pool;
    }

    ByteBuffer wire() {
        return wire;
    }
}
