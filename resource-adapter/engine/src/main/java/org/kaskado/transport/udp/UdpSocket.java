package org.kaskado.transport.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.DropCounters;
import org.kaskado.net.FirstByte;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.PacketPool;
import org.kaskado.net.TransportProtocol;
import org.kaskado.runtime.HandOff;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.runtime.SelectorLoop;

/** One loop's socket on one local address. Touched by the loop's thread only, but for {@link #handOver}. */
final class UdpSocket {
    /** Datagrams read before any of them is worked on, so that bursts leave together. */
    private static final int BATCH = 64;

    /** Datagrams of unknown senders that one turn looks at; the rest is dropped and counted. */
    private static final int UNKNOWN_PER_TURN = 32;

    /** Datagrams that landed on the wrong loop and wait for their own. */
    private static final int HAND_OVER_CAPACITY = 1024;

    private static final int SOCKET_BUFFER_BYTES = 4 << 20;

    private final UdpPort port;
    private final SelectorLoop loop;
    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final ByteBuffer wire = ByteBuffer.allocateDirect(PacketPool.BUFFER_BYTES);
    private final PacketPool pool;
    private final DropCounters drops = new DropCounters();
    private final @Nullable PacketBuffer[] batch = new PacketBuffer[BATCH];
    private final @Nullable InetSocketAddress[] senders = new InetSocketAddress[BATCH];
    private final HandOff<Stray> strays;
    private long packetsIn;
    private long packetsOut;

    /** A datagram on its way to the loop of its session. */
    record Stray(Route route, PacketBuffer packet) {}

    private UdpSocket(UdpPort port, SelectorLoop loop, DatagramChannel channel, PacketPool pool) throws IOException {
        this.port = port;
        this.loop = loop;
        this.channel = channel;
        this.pool = pool;
        this.local = (InetSocketAddress) channel.getLocalAddress();
        this.strays = new HandOff<>(loop, HAND_OVER_CAPACITY, this::onStray);
    }

    /** Opens and binds; nothing is read before {@link #start}. */
    static UdpSocket open(UdpPort port, SelectorLoop loop, InetSocketAddress address, PacketPool pool)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
            channel.bind(address);
            return new UdpSocket(port, loop, channel, pool);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    InetSocketAddress local() {
        return local;
    }

    MediaLoop loop() {
        return loop;
    }

    DropCounters drops() {
        return drops;
    }

    long packetsIn() {
        return packetsIn;
    }

    long packetsOut() {
        return packetsOut;
    }

    /** Begins to read; on the loop. */
    void start() throws IOException {
        loop.register(channel, SelectionKey.OP_READ, key -> onReadable());
    }

    void close() throws IOException {
        channel.close();
    }

    /** Sends a datagram; one that the kernel cannot take now is dropped and counted, as any network may do. */
    void send(byte[] data, int offset, int length, SocketAddress remote) {
        wire.clear();
        if (length > wire.capacity()) {
            drops.count(Drop.TOO_LONG);
            return;
        }
        wire.put(data, offset, length).flip();
        try {
            if (channel.send(wire, remote) == 0) {
                drops.count(Drop.OVER_BUDGET);
            } else {
                packetsOut++;
            }
        } catch (IOException e) {
            // The kernel reports the peer's closed port or a missing route here; either shows as silence to the
            // session.
            drops.count(Drop.NOT_WANTED);
        }
    }

    /** Takes a datagram that another loop received; from any thread. The packet belongs to no pool. */
    boolean handOver(Stray stray) {
        return strays.offer(stray);
    }

    private void onReadable() {
        deliver(drain()); // what is left makes the channel ready again at once, after posted tasks and deadlines
    }

    private int drain() {
        int count = 0;
        while (count < BATCH) {
            wire.clear();
            InetSocketAddress sender = receive();
            if (sender == null) {
                break;
            }
            packetsIn++;
            PacketBuffer packet = pool.take();
            if (packet == null) {
                drops.count(Drop.POOL_EMPTY);
                continue;
            }
            wire.flip();
            packet.bounds(0, wire.remaining());
            wire.get(packet.array(), 0, wire.remaining());
            batch[count] = packet;
            senders[count++] = sender;
        }
        return count;
    }

    private @Nullable InetSocketAddress receive() {
        try {
            return (InetSocketAddress) channel.receive(wire);
        } catch (IOException e) {
            drops.count(Drop.NOT_WANTED); // an ICMP answer to something we sent; the next read goes on
            return null;
        }
    }

    private void deliver(int count) {
        long nowNs = loop.nowNs();
        int unknown = 0;
        for (int i = 0; i < count; i++) {
            PacketBuffer packet = batch[i];
            InetSocketAddress sender = senders[i];
            batch[i] = null;
            senders[i] = null;
            if (packet == null || sender == null) {
                continue;
            }
            try {
                Route route = port.route(sender);
                if (route == null || namesItsSession(packet)) {
                    boolean isAllowed = route != null || unknown++ < UNKNOWN_PER_TURN;
                    route = isAllowed ? routeByContent(packet, sender, route) : overBudget();
                }
                if (route != null) {
                    deliver(nowNs, route, packet);
                }
            } finally {
                packet.release();
            }
        }
    }

    private void deliver(long nowNs, Route route, PacketBuffer packet) {
        if (route.receiver().loop() == loop) {
            route.receiver().onDatagram(nowNs, route.path(), packet);
        } else if (!port.handOver(new Stray(route, PacketBuffer.of(packet.toByteArray())))) {
            drops.count(Drop.OVER_BUDGET);
        }
    }

    private void onStray(Stray stray) {
        stray.route().receiver().onDatagram(loop.nowNs(), stray.route().path(), stray.packet());
    }

    /** STUN says for whom it is, and is believed before the address: a session may not take another's address in advance. */
    private static boolean namesItsSession(PacketBuffer packet) {
        return FirstByte.of(packet.array(), packet.offset(), packet.length()) == FirstByte.STUN;
    }

    private @Nullable Route routeByContent(PacketBuffer packet, InetSocketAddress sender, @Nullable Route byAddress) {
        DatagramReceiver receiver = port.unknownSenders().find(packet.array(), packet.offset(), packet.length());
        if (receiver == null && byAddress == null) {
            drops.count(Drop.UNKNOWN_PEER);
            return null;
        }
        if (byAddress != null && (receiver == null || receiver == byAddress.receiver())) {
            return byAddress;
        }
        return new Route(
                new FiveTuple(TransportProtocol.UDP, local, sender), Objects.requireNonNull(receiver, "seen above"));
    }

    private @Nullable Route overBudget() {
        drops.count(Drop.OVER_BUDGET);
        return null;
    }
}
