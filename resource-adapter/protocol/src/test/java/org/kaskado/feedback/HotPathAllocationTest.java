package org.kaskado.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.PacketPool;
import org.kaskado.rtp.ExtensionIds;
import org.kaskado.rtp.ExtensionRewriter;
import org.kaskado.rtp.ExtensionValues;
import org.kaskado.rtp.HeaderExtension;
import org.kaskado.rtp.HeaderExtensions;
import org.kaskado.rtp.RtpHeader;

/** What runs for every packet makes no objects. */
class HotPathAllocationTest {
    private static final int PACKETS = 20_000;
    private static final ExtensionIds IDS =
            ExtensionIds.of(Map.of(HeaderExtension.TRANSPORT_CC, 3, HeaderExtension.AUDIO_LEVEL, 1));
    private static final NackOutput NO_NACK = new NackOutput() {
        @Override
        public void nack(int[] sequenceNumbers, int count) {}

        @Override
        public void gaveUp(int packets) {}
    };
    private static final Pacer.Output WIRE = new Pacer.Output() {
        @Override
        public void send(PacketBuffer packet, long note, int cluster) {
            packet.release();
        }

        @Override
        public int sendPadding(int bytes, int cluster) {
            return 0;
        }
    };

    private final PacketPool pool = new PacketPool(600);
    private final ReceiveStatistics received = new ReceiveStatistics(1, 90_000);
    private final SendStatistics sent = new SendStatistics(1, 90_000);
    private final NackGenerator nack = new NackGenerator(NackConfig.video());
    private final PacketCache cache = new PacketCache(512, 1 << 20, Long.MAX_VALUE);
    private final TwccReceiver twcc = new TwccReceiver(1);
    private final BandwidthEstimator estimator = new BandwidthEstimator(EstimatorConfig.standard());
    private final Pacer pacer = new Pacer(100_000_000, 64);
    private final ExtensionRewriter rewriter =
            new ExtensionRewriter(IDS, IDS, Map.of(HeaderExtension.TRANSPORT_CC, new byte[2]), false);
    private final byte[] scratch = new byte[2_048];

    private void onePacket(int i) {
        long now = i * 100_000L;
        PacketBuffer packet = pool.take();
        if (packet == null) {
            throw new AssertionError("the pool is empty");
        }
        packet.bounds(0, 1_000);
        RtpHeader.begin(packet.array(), 0);
        RtpHeader.setSequenceNumber(packet.array(), 0, i);
        received.onPacket(now, i & 0xFFFF, i * 90L, 988);
        if (i % 50 != 0) {
            nack.onPacket(now, i & 0xFFFF, NO_NACK);
        }
        nack.onTime(now, NO_NACK);
        twcc.onPacket(now, i & 0xFFFF, 1);
        int length = rewriter.rewrite(packet.array(), 0, packet.length(), scratch, 0);
        int at = HeaderExtensions.find(scratch, 0, IDS, HeaderExtension.TRANSPORT_CC);
        ExtensionValues.putTransportSequence(scratch, at, estimator.onSent(now, length, 0));
        sent.onPacket(now, i * 90L, 988);
        cache.put(now, i & 0xFFFF, packet.share(), i);
        pacer.enqueue(now, Pacer.Priority.VIDEO, packet, i);
        pacer.onTime(now, WIRE);
    }

    @Test
    void shouldAllocateNothingPerPacket() {
        int i = 0;
        while (i < PACKETS) {
            onePacket(i++);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        while (i < 2 * PACKETS) {
            onePacket(i++);
        }
        long bytes = threads.getThreadAllocatedBytes(id) - before;
        assertThat(bytes).as("bytes for %d packets", PACKETS).isLessThan(PACKETS);
    }
}
