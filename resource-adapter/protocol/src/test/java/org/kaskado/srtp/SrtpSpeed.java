package org.kaskado.srtp;

import java.util.Locale;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.Wire;

/** Microseconds per packet of 1 200 bytes, one thread. Run by hand. */
final class SrtpSpeed {
    private static final int PACKETS = 300_000;
    private static final int ROUNDS = 5;

    private SrtpSpeed() {}

    public static void main(String[] arguments) {
        for (int round = 0; round < ROUNDS; round++) {
            for (SrtpSuite suite : SrtpSuite.values()) {
                measure(suite);
            }
        }
    }

    private static void measure(SrtpSuite suite) {
        SrtpSender sender = new SrtpSender(suite, TestKeys.key(suite), TestKeys.salt(suite));
        SrtpReceiver receiver = new SrtpReceiver(suite, TestKeys.key(suite), TestKeys.salt(suite));
        byte[] plain = TestKeys.plain(77, 0, 1_188);
        PacketBuffer scratch = PacketBuffer.of(new byte[1_300]);
        long protectNs = 0;
        long unprotectNs = 0;
        for (int i = 0; i < PACKETS; i++) {
            Wire.put16(plain, 2, i);
            long start = System.nanoTime();
            int length = sender.protect(plain, 0, plain.length, scratch.array(), 0);
            long middle = System.nanoTime();
            scratch.bounds(0, length);
            receiver.unprotect(scratch);
            unprotectNs += System.nanoTime() - middle;
            protectNs += middle - start;
        }
        System.out.printf(
                Locale.ROOT,
                "%s: protect %.3f us, unprotect %.3f us%n",
                suite,
                protectNs / 1e3 / PACKETS,
                unprotectNs / 1e3 / PACKETS);
    }
}
