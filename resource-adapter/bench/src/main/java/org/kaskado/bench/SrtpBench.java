package org.kaskado.bench;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.rtp.RtpHeader;
import org.kaskado.srtp.SrtpReceiver;
import org.kaskado.srtp.SrtpSender;
import org.kaskado.srtp.SrtpSuite;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One packet of 1 100 bytes through SRTP; {@code unprotect} includes the protecting that it needs a packet from. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SrtpBench {
    /** Name of the suite. */
    @Param({"AEAD_AES_128_GCM", "AES_128_CM_HMAC_SHA1_80"})
    public String suite = "";

    private final byte[] plain = Packets.vp8(77, false);
    private final PacketBuffer wire = PacketBuffer.of(new byte[Packets.PACKET_BYTES + 64]);
    private SrtpSender sender;
    private SrtpReceiver receiver;
    private int sequence;

    /** Keys both sides. */
    @Setup
    public void key() {
        SrtpSuite chosen = Objects.requireNonNull(SrtpSuite.valueOf(suite));
        byte[] key = new byte[chosen.keyBytes()];
        byte[] salt = new byte[chosen.saltBytes()];
        key[0] = 1;
        sender = new SrtpSender(chosen, key, salt);
        receiver = new SrtpReceiver(chosen, key, salt);
    }

    /** Our side of sending. */
    @Benchmark
    public int protect() {
        RtpHeader.setSequenceNumber(plain, 0, sequence++ & 0xFFFF);
        return sender.protect(plain, 0, plain.length, wire.array(), 0);
    }

    /** Sending and receiving. */
    @Benchmark
    public Drop protectAndUnprotect() {
        RtpHeader.setSequenceNumber(plain, 0, sequence++ & 0xFFFF);
        wire.bounds(0, sender.protect(plain, 0, plain.length, wire.array(), 0));
        return receiver.unprotect(wire);
    }
}
