package org.kaskado.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.kaskado.dtls.SrtpKeys;
import org.kaskado.srtp.SrtpReceiver;
import org.kaskado.srtp.SrtpSender;
import org.kaskado.srtp.SrtpSuite;

/** What a connected session keeps: heap of its DTLS transport, then of its SRTP objects. Run by hand. */
final class SessionMemory {
    private static final int SESSIONS = 1_000;

    private SessionMemory() {}

    public static void main(String[] arguments) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        BouncyCastleDtlsProvider one =
                new BouncyCastleDtlsProvider(DtlsCertificate.generate(DtlsCertificate.Kind.ECDSA), threads);
        BouncyCastleDtlsProvider other =
                new BouncyCastleDtlsProvider(DtlsCertificate.generate(DtlsCertificate.Kind.ECDSA), threads);
        for (int i = 0; i < 50; i++) {
            DtlsPair.between(one, other).connect();
        }
        long before = used();
        int threadsBefore = Thread.activeCount();
        List<DtlsPair> pairs = new ArrayList<>();
        for (int i = 0; i < SESSIONS / 2; i++) {
            pairs.add(DtlsPair.between(one, other).connect());
        }
        long connected = used();
        List<Object> srtp = new ArrayList<>();
        byte[] plain = new byte[1_200];
        plain[0] = (byte) 0x80;
        for (DtlsPair pair : pairs) {
            for (DtlsEnd end : List.of(pair.client, pair.server)) {
                SrtpKeys keys = end.agreement.srtp();
                SrtpSuite suite = SrtpSuite.ofCode(keys.profile().code());
                SrtpSender sender = new SrtpSender(suite, keys.localKey(), keys.localSalt());
                sender.protect(plain, 0, plain.length, new byte[1_300], 0);
                srtp.add(sender);
                srtp.add(new SrtpReceiver(suite, keys.remoteKey(), keys.remoteSalt()));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "per session: DTLS %d bytes, SRTP %d bytes; threads %d, before %d; %d%n",
                (connected - before) / SESSIONS,
                (used() - connected) / SESSIONS,
                Thread.activeCount(),
                threadsBefore,
                srtp.size() + pairs.size());
        threads.shutdown();
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc(); // collects before it returns; the rounds are for what finalizes in between
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
