package org.kaskado.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kaskado.feedback.EstimatorConfig;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.PacketPool;
import org.kaskado.net.Wire;
import org.kaskado.payload.PayloadCodec;
import org.kaskado.rtp.ExtensionIds;
import org.kaskado.rtp.HeaderExtension;

/** STYLE 5a: steady-state paths allocate nothing of ours. */
class ForwardAllocationTest {
    private static final int RECEIVERS = 50;
    private static final int PACKETS = 100_000;
    private static final int TEMPLATES = 1024;

    @Test
    void shouldAllocateNothingPerForwardedPacket() {
        ExtensionIds ids = ExtensionIds.of(
                Map.of(HeaderExtension.ABS_SEND_TIME, 3, HeaderExtension.TRANSPORT_CC, 4, HeaderExtension.MID, 1));
        ForwardSource source = new ForwardSource(ForwardSourceConfig.video(PayloadCodec.VP8, 1, ids));
        CountingOutput out = new CountingOutput();
        for (int index = 0; index < RECEIVERS; index++) {
            ViewerBandwidth bandwidth = new ViewerBandwidth(EstimatorConfig.standard());
            ReceiverConfig config =
                    new ReceiverConfig(index, ReceiverConfig.NO_RTX, 0, ids, false, new byte[] {'0'}, 0, bandwidth);
            ForwardReceiver receiver = source.add(config, PayloadTypeMap.of(Vp8Publisher.PAYLOAD_TYPE, 100));
            receiver.select(0, new Layers(0, 0, index % 3), out);
        }
        Vp8Publisher publisher = new Vp8Publisher(1, new Random(1));
        byte[][] templates = new byte[TEMPLATES][];
        for (int index = 0; index < TEMPLATES; index++) {
            templates[index] = publisher.next().toByteArray();
        }
        PacketPool pool = new PacketPool(1000);
        run(source, pool, templates, 0, 20_000, out);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        threads.getThreadAllocatedBytes(id);
        long idle = threads.getThreadAllocatedBytes(id);
        long measuring = threads.getThreadAllocatedBytes(id) - idle;
        long sentBefore = out.packets;
        long before = threads.getThreadAllocatedBytes(id);
        long startNs = System.nanoTime();
        run(source, pool, templates, 20_000, PACKETS, out);
        long elapsedNs = System.nanoTime() - startNs;
        long bytes = threads.getThreadAllocatedBytes(id) - before - measuring;
        long sent = out.packets - sentBefore;
        assertThat(sent).isGreaterThan((long) PACKETS * RECEIVERS / 3);
        // what the runtime itself allocates while it compiles is far below one byte per packet
        assertThat(bytes)
                .as("bytes for %d packets in %d ms", sent, elapsedNs / 1_000_000)
                .isLessThan(20_000);
    }

    private static void run(
            ForwardSource source, PacketPool pool, byte[][] templates, int from, int count, ForwardOutput out) {
        for (int index = from; index < from + count; index++) {
            PacketBuffer packet = pool.take();
            if (packet == null) {
                throw new AssertionError("the cache holds more packets than it may");
            }
            byte[] template = templates[index % templates.length];
            System.arraycopy(template, 0, packet.array(), 0, template.length);
            packet.bounds(0, template.length);
            Wire.put16(packet.array(), 2, index);
            source.onPacket(index * 1_000_000L, 0, packet, out);
            packet.release();
        }
    }

    private static final class CountingOutput implements ForwardOutput {
        private long packets;

        @Override
        public void send(ForwardReceiver receiver, byte[] data, int offset, int length, int transportSequence) {
            packets++;
        }

        @Override
        public void resend(ForwardReceiver receiver, byte[] data, int offset, int length, int transportSequence) {
            packets++;
        }

        @Override
        public void requestKeyFrame(ForwardSource source, int encoding) {}

        @Override
        public void wanted(ForwardSource source, int encoding, boolean isWanted) {}
    }
}
