package org.kaskado.crypto;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.tls.CipherSuite;

/** The cipher suites of DTLS that we offer and take, best first: forward secret, and all of them GCM. */
final class CipherSuites {
    private static final Map<Integer, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
        NAMES.put(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        NAMES.put(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
        NAMES.put(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    }

    private CipherSuites() {}

    /** What a client offers: it takes either kind of certificate. */
    static int[] offered() {
        return NAMES.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    /** What a server with a certificate of this kind can do. */
    static int[] of(DtlsCertificate.Kind kind) {
        String part = kind == DtlsCertificate.Kind.ECDSA ? "_ECDSA_" : "_RSA_";
        return NAMES.entrySet().stream()
                .filter(suite -> suite.getValue().contains(part))
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    static String nameOf(int suite) {
        return NAMES.getOrDefault(suite, "0x%04x".formatted(suite));
    }
}
