package org.kaskado.bench;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.kaskado.forward.ForwardOutput;
import org.kaskado.forward.ForwardReceiver;
import org.kaskado.forward.ForwardSource;
import org.kaskado.forward.ForwardSourceConfig;
import org.kaskado.forward.Layers;
import org.kaskado.forward.PayloadTypeMap;
import org.kaskado.forward.ReceiverConfig;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.PacketPool;
import org.kaskado.payload.PayloadCodec;
import org.kaskado.rtp.RtpHeader;
import org.kaskado.srtp.SrtpSender;
import org.kaskado.srtp.SrtpSuite;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One packet to 50 receivers: its header and extensions rewritten, and with a suite protected as well. Per receiver. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ForwardBench {
    private static final int RECEIVERS = 50;

    /** How packets are protected; NONE: rewriting alone. */
    @Param({"NONE", "AEAD_AES_128_GCM", "AES_128_CM_HMAC_SHA1_80"})
    public String suite = "";

    private final byte[] template = Packets.vp8(1, false);
    private final PacketPool pool = new PacketPool(2_000);
    private final ForwardSource source =
            new ForwardSource(ForwardSourceConfig.video(PayloadCodec.VP8, 1, Packets.EXTENSIONS));
    private final Output output = new Output();
    private long index;
    private int transport;

    /** Joins the receivers, which begin at a key frame. */
    @Setup
    public void join() {
        for (int receiver = 0; receiver < RECEIVERS; receiver++) {
            ReceiverConfig config = new ReceiverConfig(
                    100 + receiver,
                    ReceiverConfig.NO_RTX,
                    0,
                    Packets.EXTENSIONS,
                    false,
                    new byte[] {'0'},
                    0,
                    (nowNs, bytes) -> transport++);
            ForwardReceiver added = source.add(config, PayloadTypeMap.of(Packets.PAYLOAD_TYPE, 100));
            if (!suite.equals("NONE")) {
                SrtpSuite chosen = Objects.requireNonNull(SrtpSuite.valueOf(suite));
                added.attach(new SrtpSender(chosen, new byte[chosen.keyBytes()], new byte[chosen.saltBytes()]));
            }
            added.select(0, Layers.all(0), output);
        }
        send(Packets.vp8(1, true));
        if (output.packets != RECEIVERS) {
            throw new IllegalStateException(output.packets + " of " + RECEIVERS + " receivers began");
        }
    }

    /** One packet in, 50 out. */
    @Benchmark
    @OperationsPerInvocation(RECEIVERS)
    public long forward() {
        send(template);
        return output.packets;
    }

    private void send(byte[] bytes) {
        PacketBuffer packet = pool.take();
        if (packet == null) {
            throw new IllegalStateException("the cache holds more packets than it may");
        }
        System.arraycopy(bytes, 0, packet.array(), 0, bytes.length);
        packet.bounds(0, bytes.length);
        RtpHeader.setSequenceNumber(packet.array(), 0, (int) index & 0xFFFF);
        RtpHeader.setTimestamp(packet.array(), 0, index / 3 * 3_000);
        source.onPacket(index++ * 10_000_000L, 0, packet, output);
        packet.release();
    }

    /** Protects into one scratch array, as a loop does. */
    private static final class Output implements ForwardOutput {
        private final byte[] scratch = new byte[PacketPool.BUFFER_BYTES];
        private long packets;

        @Override
        public void send(ForwardReceiver receiver, byte[] data, int offset, int length, int transportSequence) {
            if (receiver.attachment() instanceof SrtpSender sender
                    && sender.protect(data, offset, length, scratch, 0) == SrtpSender.REFUSED) {
                throw new IllegalStateException("refused: " + sender.refusal());
            }
            packets++;
        }

        @Override
        public void resend(ForwardReceiver receiver, byte[] data, int offset, int length, int transportSequence) {
            send(receiver, data, offset, length, transportSequence);
        }

        @Override
        public void requestKeyFrame(ForwardSource from, int encoding) {
            // the publisher of a bench sends one at its start
        }

        @Override
        public void wanted(ForwardSource from, int encoding, boolean isWanted) {
            // and never pauses
        }
    }
}
