package org.kaskado.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A virtual clock, and links on it: delay, seeded loss and jitter, reordering, a bottleneck with a queue. */
final class VirtualWire {
    private static final long QUEUE_NS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final int MAX_STEPS = 10_000_000;

    /** Something that wants time. */
    interface Node {
        void onTime(long nowNs);

        long deadlineNs();
    }

    /** One direction between two peers. */
    static final class Link {
        private final Random random;
        private double loss;
        private long delayNs = TimeUnit.MILLISECONDS.toNanos(20);
        private long jitterNs;
        private boolean reorders;
        private long capacityBps;
        private double freeNs;
        private long lastNs;
        long bytes;

        Link(long seed) {
            random = new Random(seed);
        }

        Link loss(double share) {
            loss = share;
            return this;
        }

        Link jitter(Duration most, boolean isReordering) {
            jitterNs = most.toNanos();
            reorders = isReordering;
            return this;
        }

        Link bottleneck(long bps) {
            capacityBps = bps;
            return this;
        }

        /** When a datagram that is sent now arrives; -1 for never. */
        private long arrival(long nowNs, int size) {
            if (random.nextDouble() < loss) {
                return -1;
            }
            double leavesNs = nowNs;
            if (capacityBps > 0) {
                leavesNs = Math.max(nowNs, freeNs);
                if (leavesNs - nowNs > QUEUE_NS) {
                    return -1;
                }
                leavesNs += (size + 28) * 8e9 / capacityBps;
                freeNs = leavesNs;
            }
            bytes += size + 28L;
            long atNs = (long) leavesNs + delayNs + (long) (random.nextDouble() * jitterNs);
            lastNs = Math.max(lastNs, atNs);
            return reorders ? atNs : lastNs;
        }
    }

    private record Flight(long atNs, long order, Runnable landing) {}

    private final PriorityQueue<Flight> flights =
            new PriorityQueue<>(Comparator.comparingLong(Flight::atNs).thenComparingLong(Flight::order));
    private final List<Node> nodes = new ArrayList<>();
    private long nowNs = TimeUnit.SECONDS.toNanos(1_000);
    private long order;

    long nowNs() {
        return nowNs;
    }

    void attach(Node node) {
        nodes.add(node);
    }

    void send(Link link, int bytes, Runnable landing) {
        long atNs = link.arrival(nowNs, bytes);
        if (atNs >= 0) {
            flights.add(new Flight(atNs, order++, landing));
        }
    }

    void run(Duration duration) {
        long endNs = nowNs + duration.toNanos();
        for (int steps = 0; steps < MAX_STEPS; steps++) {
            Flight first = flights.peek();
            long nextNs = first == null ? Long.MAX_VALUE : first.atNs();
            for (Node node : nodes) {
                nextNs = Math.min(nextNs, node.deadlineNs());
            }
            if (nextNs > endNs) {
                nowNs = endNs;
                return;
            }
            nowNs = Math.max(nowNs, nextNs);
            step();
        }
        throw new AssertionError("somebody wants time without end");
    }

    private void step() {
        for (Flight flight = flights.peek(); flight != null && flight.atNs() <= nowNs; flight = flights.peek()) {
            flights.remove().landing().run();
        }
        for (Node node : nodes) {
            if (node.deadlineNs() <= nowNs) {
                node.onTime(nowNs);
            }
        }
    }
}
