package org.kaskado.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Datagrams between addresses on a virtual clock: delay, seeded loss, NATs, links that are cut. */
final class VirtualNetwork {
    private static final long DELAY_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int FIRST_NAT_PORT = 40_000;

    /** Something with an address and a clock. */
    interface Node {
        void receive(long nowNs, InetSocketAddress local, InetSocketAddress remote, byte[] data);

        void onTime(long nowNs);

        long deadlineNs();
    }

    /** What a NAT keeps apart. */
    enum NatKind {
        FULL_CONE,
        ADDRESS_RESTRICTED,
        SYMMETRIC
    }

    /** A private network behind one public address. */
    static final class Nat {
        private final NatKind kind;
        private final InetAddress outside;
        private final Map<String, InetSocketAddress> outward = new HashMap<>();
        private final Map<InetSocketAddress, InetSocketAddress> inward = new HashMap<>();
        private final Set<String> open = new HashSet<>();

        Nat(NatKind kind, String outside) {
            this.kind = kind;
            this.outside = Objects.requireNonNull(IpLiteral.parse(outside));
        }

        InetSocketAddress outward(InetSocketAddress inside, InetSocketAddress destination) {
            String key = inside + (kind == NatKind.SYMMETRIC ? destination.toString() : "");
            InetSocketAddress mapped = outward.computeIfAbsent(
                    key, any -> new InetSocketAddress(outside, FIRST_NAT_PORT + outward.size()));
            inward.put(mapped, inside);
            open.add(filter(mapped, destination));
            return mapped;
        }

        @Nullable
        InetSocketAddress inward(InetSocketAddress mapped, InetSocketAddress source) {
            return open.contains(filter(mapped, source)) ? inward.get(mapped) : null;
        }

        private String filter(InetSocketAddress mapped, InetSocketAddress other) {
            return switch (kind) {
                case FULL_CONE -> mapped.toString();
                case ADDRESS_RESTRICTED -> mapped + " " + other.getAddress();
                case SYMMETRIC -> mapped + " " + other;
            };
        }
    }

    private record Flight(long atNs, long order, Runnable landing) {}

    private record Place(
            InetSocketAddress address, @Nullable Nat realm) {}

    private final PriorityQueue<Flight> flights =
            new PriorityQueue<>(Comparator.comparingLong(Flight::atNs).thenComparingLong(Flight::order));
    private final Map<Place, Node> places = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Set<Nat> nats = new HashSet<>();
    private final Set<InetAddress> unreachable = new HashSet<>();
    private final Random random;
    private double loss;
    private long nowNs = TimeUnit.SECONDS.toNanos(1_000);
    private long sent;

    VirtualNetwork(long seed) {
        random = new Random(seed);
    }

    static InetSocketAddress address(String ip, int port) {
        return new InetSocketAddress(Objects.requireNonNull(IpLiteral.parse(ip)), port);
    }

    VirtualNetwork loss(double share) {
        loss = share;
        return this;
    }

    void attach(Node node, InetSocketAddress address, @Nullable Nat realm) {
        places.put(new Place(address, realm), node);
        if (!nodes.contains(node)) {
            nodes.add(node);
        }
        if (realm != null) {
            nats.add(realm);
        }
    }

    void detach(Node node) {
        nodes.remove(node);
        places.values().removeIf(node::equals);
    }

    /** Nothing reaches the address from now on, nor comes from it. */
    void cut(String ip) {
        unreachable.add(Objects.requireNonNull(IpLiteral.parse(ip)));
    }

    long nowNs() {
        return nowNs;
    }

    long sent() {
        return sent;
    }

    void send(@Nullable Nat realm, InetSocketAddress source, InetSocketAddress destination, byte[] data) {
        sent++;
        if (unreachable.contains(source.getAddress()) || unreachable.contains(destination.getAddress())) {
            return;
        }
        if (random.nextDouble() < loss) {
            return;
        }
        byte[] copy = Arrays.copyOf(data, data.length);
        if (realm == null || places.containsKey(new Place(destination, realm))) {
            fly(() -> land(source, destination, realm, copy));
        } else {
            InetSocketAddress mapped = realm.outward(source, destination);
            fly(() -> land(mapped, destination, null, copy));
        }
    }

    private void fly(Runnable landing) {
        flights.add(new Flight(nowNs + DELAY_NS, sent, landing));
    }

    private void land(InetSocketAddress source, InetSocketAddress destination, @Nullable Nat realm, byte[] data) {
        Node node = places.get(new Place(destination, realm));
        InetSocketAddress inside = destination;
        for (Nat nat : nats) {
            if (node == null && realm == null && nat.outside.equals(destination.getAddress())) {
                InetSocketAddress found = nat.inward(destination, source);
                node = found == null ? null : places.get(new Place(found, nat));
                inside = found == null ? destination : found;
            }
        }
        if (node != null) {
            node.receive(nowNs, inside, source, data);
        }
    }

    VirtualNetwork runMs(long ms) {
        long endNs = nowNs + TimeUnit.MILLISECONDS.toNanos(ms);
        for (long steps = 0; ; steps++) {
            if (steps > 2_000_000) {
                throw new AssertionError("a node wants time without end");
            }
            long nextNs = flights.isEmpty() ? Long.MAX_VALUE : flights.peek().atNs();
            for (Node node : nodes) {
                nextNs = Math.min(nextNs, node.deadlineNs());
            }
            if (nextNs > endNs) {
                nowNs = endNs;
                return this;
            }
            nowNs = Math.max(nowNs, nextNs);
            step();
        }
    }

    private void step() {
        while (!flights.isEmpty() && flights.peek().atNs() <= nowNs) {
            flights.remove().landing().run();
        }
        for (Node node : List.copyOf(nodes)) {
            if (node.deadlineNs() <= nowNs) {
                node.onTime(nowNs);
            }
        }
    }
}
