package org.kaskado.transport.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.kaskado.net.Drop;
import org.kaskado.net.DropCounters;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.PacketPool;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.runtime.SelectorLoop;
import org.kaskado.transport.udp.DatagramReceiver;
import org.kaskado.transport.udp.UnknownSenders;

/**
 * The one TCP port of all sessions. Connections are accepted on the first loop and handed to the loop of the session that
 * their first frame names. Sending happens on the loop of the session; the rest is safe for any thread.
 */
public final class TcpTransport implements AutoCloseable {
    /** Connections that have not said yet whom they want. */
    private static final int MAX_UNNAMED = 256;
    /** All connections together. */
    private static final int MAX_CONNECTIONS = 10_000;

    private static final long NAMING_NS = TimeUnit.SECONDS.toNanos(5);

    private final List<ServerSocketChannel> servers = new ArrayList<>();
    private final List<SelectorLoop> loops;
    private final Function<MediaLoop, PacketPool> pools;
    private final UnknownSenders sessions;
    private final Map<FiveTuple, TcpPeer> peers = new ConcurrentHashMap<>();
    private final DropCounters drops = new DropCounters(); // of the accepting loop
    private final AtomicInteger unnamed = new AtomicInteger();
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private TcpTransport(List<SelectorLoop> loops, Function<MediaLoop, PacketPool> pools, UnknownSenders sessions) {
        this.loops = loops;
        this.pools = pools;
        this.sessions = sessions;
    }

    /**
     * Binds the port on all addresses and begins to accept.
     *
     * @param locals addresses with ports; port 0 lets the kernel choose
     * @param pools the packets of a loop
     * @throws IOException naming the address that cannot be bound; nothing stays open then
     */
    public static TcpTransport open(
            List<InetSocketAddress> locals,
            List<SelectorLoop> loops,
            Function<MediaLoop, PacketPool> pools,
            UnknownSenders sessions)
            throws IOException {
        TcpTransport transport = new TcpTransport(loops, pools, sessions);
        for (InetSocketAddress local : locals) {
            try {
                transport.bind(local);
            } catch (IOException e) {
                transport.close();
                InetAddress address = local.getAddress();
                throw new IOException(
                        "TCP " + address.getHostAddress() + ":" + local.getPort() + " cannot be bound: "
                                + e.getMessage(),
                        e);
            }
        }
        SelectorLoop acceptor = loops.get(0);
        transport.servers.forEach(server -> acceptor.execute(() -> transport.accept(acceptor, server)));
        return transport;
    }

    private void bind(InetSocketAddress local) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        servers.add(server);
        server.configureBlocking(false);
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.bind(local);
    }

    /** Bound addresses in the order they were given. */
    public List<InetSocketAddress> locals() {
        return servers.stream().map(TcpTransport::localOf).toList();
    }

    /** Connections that have named their session. */
    public int connections() {
        return peers.size();
    }

    /** Sends on a connection of the caller's loop; one that is gone is silence. */
    public void send(FiveTuple path, byte[] data, int offset, int length) {
        TcpPeer peer = peers.get(path);
        if (peer != null) {
            peer.send(data, offset, length);
        }
    }

    /** Ends a connection; on the loop of its session. */
    public void disconnect(FiveTuple path) {
        TcpPeer peer = peers.get(path);
        if (peer != null) {
            peer.close();
        }
    }

    /** Closes the port and all connections; twice is silence. */
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            servers.forEach(TcpTransport::closeQuietly);
            peers.values().forEach(TcpPeer::close);
        }
    }

    private void accept(SelectorLoop acceptor, ServerSocketChannel server) {
        try {
            acceptor.register(server, SelectionKey.OP_ACCEPT, key -> {
                try {
                    SocketChannel channel = server.accept();
                    if (channel != null) {
                        welcome(acceptor, channel);
                    }
                } catch (IOException e) {
                    drops.count(Drop.NOT_WANTED); // the peer is gone already, or files have run out
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("nothing can be accepted on " + localOf(server), e);
        }
    }

    private void welcome(SelectorLoop acceptor, SocketChannel channel) throws IOException {
        if (unnamed.get() >= MAX_UNNAMED || peers.size() >= MAX_CONNECTIONS) {
            drops.count(Drop.OVER_BUDGET);
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        unnamed.incrementAndGet();
        new Newcomer(acceptor, channel).start();
    }

    /** A connection whose first frame is awaited. */
    private final class Newcomer {
        private final SelectorLoop loop;
        private final SocketChannel channel;
        private final FrameReader reader = new FrameReader();
        private final MediaLoop.Deadline patience;
        private boolean isNamed;

        Newcomer(SelectorLoop loop, SocketChannel channel) {
            this.loop = loop;
            this.channel = channel;
            this.patience = loop.at(loop.nowNs() + NAMING_NS, this::giveUp);
        }

        void start() throws IOException {
            loop.register(channel, SelectionKey.OP_READ, this::read);
        }

        private void read(SelectionKey key) {
            try {
                if (!reader.fill(channel) || reader.state() == FrameReader.State.BROKEN) {
                    giveUp();
                } else if (reader.state() == FrameReader.State.FRAME) {
                    name(key);
                }
            } catch (IOException e) {
                giveUp();
            }
        }

        private void name(SelectionKey key) throws IOException {
            PacketBuffer first = PacketBuffer.of(new byte[PacketPool.BUFFER_BYTES]);
            reader.next(first);
            DatagramReceiver receiver = sessions.find(first.array(), first.offset(), first.length());
            if (receiver == null) {
                drops.count(Drop.UNKNOWN_PEER);
                giveUp();
                return;
            }
            isNamed = true;
            patience.cancel();
            unnamed.decrementAndGet();
            key.interestOps(0);
            SelectorLoop home = loopOf(receiver);
            home.execute(() -> settle(home, key, receiver, first));
        }

        private void settle(SelectorLoop home, SelectionKey key, DatagramReceiver receiver, PacketBuffer first) {
            try {
                if (home != loop) {
                    key.cancel();
                }
                FiveTuple[] path = new FiveTuple[1];
                TcpPeer peer = new TcpPeer(
                        channel,
                        reader,
                        receiver,
                        new TcpPeer.Home(home, pools.apply(home), new DropCounters(), () -> peers.remove(path[0])));
                path[0] = peer.path();
                peers.put(peer.path(), peer);
                receiver.onDatagram(home.nowNs(), peer.path(), first);
                peer.start();
            } catch (IOException e) {
                closeQuietly(channel);
            }
        }

        private void giveUp() {
            if (!isNamed) {
                isNamed = true;
                patience.cancel();
                unnamed.decrementAndGet();
                closeQuietly(channel);
            }
        }
    }

    private SelectorLoop loopOf(DatagramReceiver receiver) {
        for (SelectorLoop loop : loops) {
            if (loop == receiver.loop()) {
                return loop;
            }
        }
        throw new IllegalStateException(receiver.loop() + " is not a loop of this transport");
    }

    private static InetSocketAddress localOf(ServerSocketChannel server) {
        try {
            return (InetSocketAddress) server.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException("a closed port has no address", e);
        }
    }

    private static void closeQuietly(AutoCloseable channel) {
        try {
            channel.close();
        } catch (Exception e) {
            System.getLogger(TcpTransport.class.getName())
                    .log(System.Logger.Level.DEBUG, "closing " + channel + " failed", e);
        }
    }
}
