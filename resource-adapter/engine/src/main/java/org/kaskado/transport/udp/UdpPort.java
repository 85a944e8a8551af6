package org.kaskado.transport.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketPool;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.runtime.SelectorLoop;

/**
 * One local address with the one port: a socket per loop, and the routes from remote addresses to sessions. Routes may be
 * read on any loop; a session binds and unbinds its own.
 */
final class UdpPort {
    private final List<UdpSocket> sockets = new ArrayList<>();
    private final UnknownSenders unknownSenders;
    private final Map<InetSocketAddress, Route> routes = new ConcurrentHashMap<>();

    private UdpPort(UnknownSenders unknownSenders) {
        this.unknownSenders = unknownSenders;
    }

    /**
     * Binds one socket for each loop.
     *
     * @param pools the loops' packet pools, in the order of the loops
     * @throws IOException when the address cannot be bound; nothing stays open then
     */
    static UdpPort open(
            InetSocketAddress address, List<SelectorLoop> loops, List<PacketPool> pools, UnknownSenders unknownSenders)
            throws IOException {
        UdpPort port = new UdpPort(unknownSenders);
        InetSocketAddress bound = address;
        requireFree(address);
        try {
            for (int i = 0; i < loops.size(); i++) {
                UdpSocket socket = UdpSocket.open(port, loops.get(i), bound, pools.get(i));
                port.sockets.add(socket);
                bound = socket.local(); // port 0 asks the kernel once; the other loops share what it gave
            }
            return port;
        } catch (IOException e) {
            port.close();
            throw e;
        }
    }

    /** With SO_REUSEPORT a second server of the same user could bind the port too, and each would get half of the packets. */
    private static void requireFree(InetSocketAddress address) throws IOException {
        try (DatagramChannel probe = DatagramChannel.open()) {
            probe.bind(address);
        }
    }

    InetSocketAddress local() {
        return sockets.get(0).local();
    }

    UnknownSenders unknownSenders() {
        return unknownSenders;
    }

    List<UdpSocket> sockets() {
        return sockets;
    }

    @Nullable
    Route route(InetSocketAddress remote) {
        return routes.get(remote);
    }

    void bind(FiveTuple path, DatagramReceiver receiver) {
        routes.put(path.remote(), new Route(path, receiver));
    }

    void bindIfFree(FiveTuple path, DatagramReceiver receiver) {
        routes.putIfAbsent(path.remote(), new Route(path, receiver));
    }

    void unbind(FiveTuple path, DatagramReceiver receiver) {
        routes.computeIfPresent(path.remote(), (remote, route) -> route.receiver() == receiver ? null : route);
    }

    int routeCount() {
        return routes.size();
    }

    /** The socket of a loop. */
    UdpSocket socket(MediaLoop loop) {
        for (UdpSocket socket : sockets) {
            if (socket.loop() == loop) {
                return socket;
            }
        }
        throw new IllegalStateException(loop + " has no socket on " + local());
    }

    boolean handOver(UdpSocket.Stray stray) {
        return socket(Objects.requireNonNull(stray.route().receiver().loop())).handOver(stray);
    }

    void close() throws IOException {
        for (UdpSocket socket : sockets) {
            socket.close();
        }
    }
}
