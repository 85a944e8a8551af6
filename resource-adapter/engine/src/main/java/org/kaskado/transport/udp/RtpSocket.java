package org.kaskado.transport.udp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.DropCounters;
import org.kaskado.net.PacketBuffer;

/** One port of one plain RTP session. Touched by its loop's thread only. */
final class RtpSocket {
    private static final int SOCKET_BUFFER_BYTES = 1 << 20;
    private static final int IPV4_BYTES = 4;

    private final RtpLoop loop;
    private final DatagramChannel channel;
    private final DropCounters drops;
    private final Receiver receiver;

    /** Gets the datagrams; packets are borrowed. */
    interface Receiver {
        void onDatagram(long nowNs, InetSocketAddress from, PacketBuffer packet);
    }

    private RtpSocket(RtpLoop loop, DatagramChannel channel, DropCounters drops, Receiver receiver) {
        this.loop = loop;
        this.channel = channel;
        this.drops = drops;
        this.receiver = receiver;
    }

    /** Binds; nothing is read before {@link #start}. Fails when the port is in use. */
    static RtpSocket open(RtpLoop loop, InetSocketAddress local, DropCounters drops, Receiver receiver)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open(family(local.getAddress()));
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
            channel.bind(local);
            return new RtpSocket(loop, channel, drops, receiver);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Begins to read. A channel that is watched gives its port back only with the selector's next turn, so that a pair starts
     * when both of its ports are bound.
     */
    void start() throws IOException {
        loop.loop().register(channel, SelectionKey.OP_READ, key -> onReadable());
    }

    private static StandardProtocolFamily family(InetAddress address) {
        return address.getAddress().length == IPV4_BYTES ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }

    /** Sends a datagram; one that the kernel cannot take now is dropped and counted, as any network may do. */
    void send(InetSocketAddress to, byte[] data, int offset, int length) {
        ByteBuffer wire = loop.wire();
        wire.clear();
        if (length > wire.capacity()) {
            drops.count(Drop.TOO_LONG);
            return;
        }
        wire.put(data, offset, length).flip();
        try {
            if (channel.send(wire, to) == 0) {
                drops.count(Drop.OVER_BUDGET);
            }
        } catch (IOException e) {
            drops.count(Drop.NOT_WANTED); // the peer's port is closed, or there is no way to it: it shows as silence
        }
    }

    void close() throws IOException {
        channel.close();
    }

    private void onReadable() {
        int count = drain();
        long nowNs = loop.loop().nowNs();
        for (int i = 0; i < count; i++) {
            PacketBuffer packet = loop.packets[i];
            InetSocketAddress sender = loop.senders[i];
            loop.packets[i] = null;
            loop.senders[i] = null;
            if (packet != null && sender != null) {
                try {
                    receiver.onDatagram(nowNs, sender, packet);
                } finally {
                    packet.release();
                }
            }
        }
    }

    private int drain() {
        ByteBuffer wire = loop.wire();
        int count = 0;
        for (int read = 0; read < RtpLoop.BATCH; read++) {
            wire.clear();
            InetSocketAddress sender = receive(wire);
            if (sender == null) {
                break;
            }
            PacketBuffer packet = loop.pool().take();
            if (packet == null) {
                drops.count(Drop.POOL_EMPTY);
                continue;
            }
            wire.flip();
            packet.bounds(0, wire.remaining());
            wire.get(packet.array(), 0, wire.remaining());
            loop.packets[count] = packet;
            loop.senders[count++] = sender;
        }
        return count;
    }

    private @Nullable InetSocketAddress receive(ByteBuffer wire) {
        try {
            return channel.isOpen() ? (InetSocketAddress) channel.receive(wire) : null;
        } catch (IOException e) {
            drops.count(Drop.NOT_WANTED); // an ICMP answer to something we sent; the next read goes on
            return null;
        }
    }
}
