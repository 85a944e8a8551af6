package org.kaskado.sctp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.kaskado.net.Drop;

/** Two sets of data channels over a virtual link: seeded loss, reordering, duplication, one-way delay, bottleneck. */
final class TwoPeers {
    static final long MS = 1_000_000L;

    final Peer left;
    final Peer right;
    long nowNs = -5_000_000_000L; // System.nanoTime may be negative

    Consumer<byte[]> record = packet -> {};

    private final PriorityQueue<Datagram> flying = new PriorityQueue<>();
    private final Random random;
    private double loss;
    private double duplication;
    private long delayNs = 50 * MS;
    private long jitterNs;
    private long bitsPerSecond = Long.MAX_VALUE;
    private long order;

    private record Datagram(long arrivesNs, long order, Peer to, byte[] data) implements Comparable<Datagram> {
        @Override
        public int compareTo(Datagram other) {
            int byTime = Long.compare(arrivesNs, other.arrivesNs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    TwoPeers(SctpConfig leftConfig, SctpConfig rightConfig, long seed) {
        random = new Random(seed);
        left = new Peer(leftConfig, StreamParity.EVEN);
        right = new Peer(rightConfig, StreamParity.ODD);
    }

    static TwoPeers seed(long seed) {
        return new TwoPeers(SctpConfig.webRtc(), SctpConfig.webRtc(), seed);
    }

    TwoPeers loss(double share) {
        loss = share;
        return this;
    }

    TwoPeers duplication(double share) {
        duplication = share;
        return this;
    }

    TwoPeers delayMs(long oneWay, long jitter) {
        delayNs = oneWay * MS;
        jitterNs = jitter * MS;
        return this;
    }

    TwoPeers bottleneck(long bps) {
        bitsPerSecond = bps;
        return this;
    }

    /** Both begin at once, as browsers do, and run until they are connected. */
    TwoPeers connected() {
        left.start();
        right.start();
        runUntil(() -> left.isConnected && right.isConnected, 60_000);
        return this;
    }

    /** Runs until nothing is to be done before the time is over. */
    void run(long ms) {
        runUntil(() -> false, ms);
    }

    /** Runs until the condition holds, or so long; answers whether it holds. */
    boolean runUntil(BooleanSupplier done, long ms) {
        long endNs = nowNs + ms * MS;
        while (!done.getAsBoolean()) {
            long nextNs = Math.min(left.channels.deadlineNs(), right.channels.deadlineNs());
            Datagram first = flying.peek();
            nextNs = first == null ? nextNs : Math.min(nextNs, first.arrivesNs);
            if (nextNs > endNs) {
                nowNs = endNs;
                return done.getAsBoolean();
            }
            nowNs = Math.max(nowNs, nextNs);
            step();
        }
        return true;
    }

    private void step() {
        Datagram first = flying.peek();
        if (first != null && first.arrivesNs <= nowNs) {
            flying.remove();
            first.to.receive(first.data);
            return;
        }
        left.tick();
        right.tick();
    }

    private void fly(Peer from, byte[] data) {
        record.accept(data);
        if (random.nextDouble() < loss) {
            return;
        }
        Peer to = from == left ? right : left;
        from.linkFreeNs = Math.max(nowNs, from.linkFreeNs) + data.length * 8_000_000_000L / bitsPerSecond;
        if (from.linkFreeNs - nowNs > 200 * MS) {
            return; // the bottleneck's queue is full
        }
        int copies = random.nextDouble() < duplication ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            long jitter = jitterNs == 0 ? 0 : (long) (random.nextDouble() * jitterNs);
            flying.add(new Datagram(from.linkFreeNs + delayNs + jitter, order++, to, data));
        }
    }

    /** One side with everything that it was told. */
    final class Peer implements DataChannelOutput {
        final DataChannels channels;
        final List<DataChannel> opened = new ArrayList<>();
        final List<DataChannel> closed = new ArrayList<>();
        final List<DataMessage> messages = new ArrayList<>();
        final List<DataChannel> messageChannels = new ArrayList<>();
        final List<Drop> drops = new ArrayList<>();
        int lowEvents;
        int connects;
        int sentPackets;
        int largestPacket;
        boolean isConnected;
        boolean isCut;
        String ended = "";
        Runnable onLow = () -> {};

        private final StreamParity parity;
        private long linkFreeNs = Long.MIN_VALUE / 2;

        Peer(SctpConfig config, StreamParity parity) {
            this.parity = parity;
            this.channels = new DataChannels(config, new Random(parity.first() + 7L));
        }

        void start() {
            channels.start(nowNs, parity, this);
        }

        DataChannel open(DataChannelConfig config) {
            return channels.open(nowNs, config, this);
        }

        SendResult send(DataChannel channel, DataMessage message) {
            return channels.trySend(nowNs, channel, message, this);
        }

        void receive(byte[] data) {
            Drop drop = channels.onPacket(nowNs, data, 0, data.length, this);
            if (drop != Drop.NONE) {
                drops.add(drop);
            }
        }

        void tick() {
            if (channels.deadlineNs() <= nowNs) {
                channels.onTime(nowNs, this);
            }
        }

        @Override
        public void transmit(byte[] data, int offset, int length) {
            sentPackets++;
            largestPacket = Math.max(largestPacket, length);
            if (!isCut) {
                fly(this, Arrays.copyOfRange(data, offset, offset + length));
            }
        }

        @Override
        public void connected() {
            isConnected = true;
            connects++;
        }

        @Override
        public void opened(DataChannel channel) {
            opened.add(channel);
        }

        @Override
        public void message(DataChannel channel, DataMessage message) {
            messages.add(message);
            messageChannels.add(channel);
        }

        @Override
        public void bufferedAmountLow(DataChannel channel) {
            lowEvents++;
            onLow.run();
        }

        @Override
        public void closed(DataChannel channel) {
            closed.add(channel);
        }

        @Override
        public void disconnected(CloseReason reason, String detail) {
            ended = reason + ": " + detail;
        }
    }
}
