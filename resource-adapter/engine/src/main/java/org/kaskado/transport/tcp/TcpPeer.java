package org.kaskado.transport.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.DropCounters;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.PacketPool;
import org.kaskado.net.TransportProtocol;
import org.kaskado.runtime.SelectorLoop;
import org.kaskado.transport.udp.DatagramReceiver;

/** One connection that has named its session. Lives on the loop of that session. */
final class TcpPeer {
    private final SocketChannel channel;
    private final SelectorLoop loop;
    private final PacketPool pool;
    private final DropCounters drops;
    private final Runnable onGone;
    private final DatagramReceiver receiver;
    private final FiveTuple path;
    private final FrameReader reader;
    private final FrameWriter writer = new FrameWriter();
    private @Nullable SelectionKey key;

    /** What a peer is given by its transport. */
    record Home(SelectorLoop loop, PacketPool pool, DropCounters drops, Runnable onGone) {}

    TcpPeer(SocketChannel channel, FrameReader reader, DatagramReceiver receiver, Home home) throws IOException {
        this.channel = channel;
        this.reader = reader;
        this.receiver = receiver;
        this.loop = home.loop();
        this.pool = home.pool();
        this.drops = home.drops();
        this.onGone = home.onGone();
        this.path =
                new FiveTuple(TransportProtocol.TCP, (InetSocketAddress) channel.getLocalAddress(), (InetSocketAddress)
                        channel.getRemoteAddress());
    }

    FiveTuple path() {
        return path;
    }

    /** Begins to read, the frames that came already first. */
    void start() throws IOException {
        key = loop.register(channel, SelectionKey.OP_READ, ready -> onReady());
        deliver();
    }

    void send(byte[] data, int offset, int length) {
        if (!writer.offer(data, offset, length)) {
            drops.count(Drop.OVER_BUDGET);
            return;
        }
        flush();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            drops.count(Drop.NOT_WANTED); // it is closed all the same
        }
        onGone.run();
    }

    private void onReady() {
        SelectionKey current = key;
        if (current == null || !current.isValid()) {
            return;
        }
        if (current.isWritable()) {
            flush();
        }
        if (current.isValid() && current.isReadable()) {
            read();
        }
    }

    private void read() {
        try {
            if (!reader.fill(channel)) {
                close();
                return;
            }
        } catch (IOException e) {
            close();
            return;
        }
        deliver();
    }

    private void deliver() {
        long nowNs = loop.nowNs();
        FrameReader.State state = reader.state();
        while (state == FrameReader.State.FRAME && channel.isOpen()) {
            PacketBuffer packet = pool.take();
            reader.next(packet);
            if (packet == null) {
                drops.count(Drop.POOL_EMPTY);
            } else {
                try {
                    receiver.onDatagram(nowNs, path, packet);
                } finally {
                    packet.release();
                }
            }
            state = reader.state();
        }
        if (state == FrameReader.State.BROKEN) {
            drops.count(Drop.TOO_LONG);
            close();
        }
    }

    private void flush() {
        SelectionKey current = key;
        try {
            boolean isWaiting = writer.flush(channel);
            if (current != null && current.isValid()) {
                current.interestOps(SelectionKey.OP_READ | (isWaiting ? SelectionKey.OP_WRITE : 0));
            }
        } catch (IOException e) {
            close();
        }
    }
}
