package org.kaskado.transport.udp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.DropCounters;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketPool;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.runtime.SelectorLoop;

/**
 * The one UDP port of all WebRTC sessions, on one or more local addresses. Sending and binding happen on the loop of the
 * session; the rest is safe for any thread.
 */
public final class UdpTransport implements AutoCloseable {
    private final Map<InetAddress, UdpPort> ports = new LinkedHashMap<>();
    private final IdentityHashMap<MediaLoop, PacketPool> pools = new IdentityHashMap<>();
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private UdpTransport() {}

    /**
     * Binds the port on all addresses and begins to receive.
     *
     * @param addresses local addresses, none of them a wildcard: a session must know which one a datagram came to
     * @param port 0 lets the kernel choose one for the first address, and the others get the same
     * @param buffersPerLoop cap of packets that are held on one loop, each {@link PacketPool#BUFFER_BYTES}
     * @throws IOException naming the address that cannot be bound; nothing stays open then
     */
    public static UdpTransport open(
            List<InetAddress> addresses,
            int port,
            List<SelectorLoop> loops,
            int buffersPerLoop,
            UnknownSenders unknownSenders)
            throws IOException {
        UdpTransport transport = new UdpTransport();
        List<PacketPool> pools = new ArrayList<>();
        for (SelectorLoop loop : loops) {
            PacketPool pool = new PacketPool(buffersPerLoop);
            pools.add(pool);
            transport.pools.put(loop, pool);
        }
        int bound = port;
        for (InetAddress address : addresses) {
            try {
                UdpPort opened = UdpPort.open(new InetSocketAddress(address, bound), loops, pools, unknownSenders);
                transport.ports.put(address, opened);
                bound = opened.local().getPort();
            } catch (IOException e) {
                transport.close();
                throw new IOException(
                        "UDP " + address.getHostAddress() + ":" + bound + " cannot be bound: " + e.getMessage(), e);
            }
        }
        transport.startReading();
        return transport;
    }

    /** Bound addresses in the order they were given. */
    public List<InetSocketAddress> locals() {
        return ports.values().stream().map(UdpPort::local).toList();
    }

    /** The pool that packets of a loop come from. */
    public PacketPool pool(MediaLoop loop) {
        PacketPool pool = pools.get(loop);
        if (pool == null) {
            throw new IllegalStateException(loop + " has no packet pool");
        }
        return pool;
    }

    /** Sends on the socket of the caller's loop; a path whose local address is not ours is dropped. */
    public void send(MediaLoop loop, FiveTuple path, byte[] data, int offset, int length) {
        UdpPort port = ports.get(path.local().getAddress());
        if (port != null && !isClosed.get()) {
            port.socket(loop).send(data, offset, length, path.remote());
        }
    }

    /** From now on datagrams on this path go to the receiver, without asking who the sender is. */
    public void bind(FiveTuple path, DatagramReceiver receiver) {
        UdpPort port = portOf(path);
        if (port != null) {
            port.bind(path, receiver);
        }
    }

    /**
     * As {@link #bind}, unless the remote address has a session already: for answers that are awaited from an address which
     * has not proved itself yet.
     */
    public void bindIfFree(FiveTuple path, DatagramReceiver receiver) {
        UdpPort port = portOf(path);
        if (port != null) {
            port.bindIfFree(path, receiver);
        }
    }

    /** Undoes {@link #bind}, unless another session has the path by now. */
    public void unbind(FiveTuple path, DatagramReceiver receiver) {
        UdpPort port = portOf(path);
        if (port != null) {
            port.unbind(path, receiver);
        }
    }

    /** Remote addresses that have a session. */
    public int routeCount() {
        return ports.values().stream().mapToInt(UdpPort::routeCount).sum();
    }

    /** What one loop's sockets dropped, by reason; on that loop. */
    public Map<String, Long> counters(MediaLoop loop) {
        Map<String, Long> counters = new LinkedHashMap<>();
        for (UdpPort port : ports.values()) {
            UdpSocket socket = port.socket(loop);
            counters.merge("udp_packets_in", socket.packetsIn(), Long::sum);
            counters.merge("udp_packets_out", socket.packetsOut(), Long::sum);
            DropCounters drops = socket.drops();
            counters.merge("udp_drops", drops.total(), Long::sum);
            counters.merge("udp_drops_unknown_peer", drops.of(Drop.UNKNOWN_PEER), Long::sum);
        }
        counters.put("udp_buffers_in_use", (long) pool(loop).inUse());
        return counters;
    }

    /** Closes all sockets; twice is silence. */
    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        for (UdpPort port : ports.values()) {
            closeQuietly(port);
        }
    }

    private void startReading() {
        for (UdpPort port : ports.values()) {
            for (UdpSocket socket : port.sockets()) {
                socket.loop().execute(() -> {
                    try {
                        if (!isClosed.get()) {
                            socket.start();
                        }
                    } catch (ClosedChannelException closedMeanwhile) {
                        // the server was stopped before it had begun
                    } catch (IOException e) {
                        throw new UncheckedIOException("reading of " + socket.local() + " cannot start", e);
                    }
                });
            }
        }
    }

    private @Nullable UdpPort portOf(FiveTuple path) {
        return ports.get(path.local().getAddress());
    }

    private static void closeQuietly(UdpPort port) {
        try {
            port.close();
        } catch (IOException e) {
            System.getLogger(UdpTransport.class.getName())
                    .log(System.Logger.Level.WARNING, "closing UDP " + port.local() + " failed", e);
        }
    }
}
