package org.kaskado.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.Wire;

/** What a packet costs in garbage: that of the JDK's ciphers, and nothing of ours (STYLE §5a). */
final class SrtpAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int PACKETS = 20_000;
    private static final int PAYLOAD_BYTES = 1_188;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @CsvSource({"AEAD_AES_128_GCM, 1300", "AEAD_AES_256_GCM, 1300", "AES_128_CM_HMAC_SHA1_80, 400"})
    void shouldAllocateOnlyWhatTheJdkDoes(SrtpSuite suite, long mostBytes, TestInfo test) {
        SrtpSender sender = new SrtpSender(suite, TestKeys.key(suite), TestKeys.salt(suite));
        SrtpSender placeSender = new SrtpSender(suite, TestKeys.key(suite), TestKeys.salt(suite));
        SrtpReceiver receiver = new SrtpReceiver(suite, TestKeys.key(suite), TestKeys.salt(suite));
        byte[] plain = TestKeys.plain(77, 0, PAYLOAD_BYTES);
        byte[] inPlace = new byte[1_300];
        PacketBuffer scratch = PacketBuffer.of(new byte[1_300]);
        Costs costs = new Costs();
        for (int i = 0; i < WARM_UP + PACKETS; i++) {
            boolean counts = i >= WARM_UP;
            Wire.put16(plain, 2, i);
            long before = allocated();
            int length = sender.protect(plain, 0, plain.length, scratch.array(), 0);
            long between = allocated();
            scratch.bounds(0, length);
            long start = allocated();
            Drop drop = receiver.unprotect(scratch);
            long after = allocated();
            assertThat(drop == Drop.NONE).isTrue();
            System.arraycopy(plain, 0, inPlace, 0, plain.length);
            long placeStart = allocated();
            placeSender.protect(inPlace, 0, plain.length, inPlace, 0);
            if (counts) {
                costs.protect += between - before;
                costs.unprotect += after - start;
                costs.inPlace += allocated() - placeStart;
            }
        }
        System.out.printf(
                "%s: bytes allocated per packet: protect %d, in place %d, unprotect %d%n",
                suite, costs.protect / PACKETS, costs.inPlace / PACKETS, costs.unprotect / PACKETS);
        assertThat(costs.protect / PACKETS).as(test.getDisplayName()).isLessThanOrEqualTo(mostBytes);
        assertThat(costs.inPlace / PACKETS).isLessThanOrEqualTo(mostBytes);
        assertThat(costs.unprotect / PACKETS).isLessThanOrEqualTo(mostBytes);
    }

    private long allocated() {
        return threads.getCurrentThreadAllocatedBytes();
    }

    private static final class Costs {
        long protect;
        long inPlace;
        long unprotect;
    }
}
