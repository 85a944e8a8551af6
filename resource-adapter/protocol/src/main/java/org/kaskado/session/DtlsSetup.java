package org.kaskado.session;

import java.util.Locale;
import java.util.Optional;

/** Who begins the DTLS handshake (RFC 4145 §4, RFC 8842 §5): the active side is the DTLS client. */
public enum DtlsSetup {
    ACTPASS,
    ACTIVE,
    PASSIVE;

    /** The value of this attribute text; empty for any other, {@code holdconn} among them (RFC 8842 §5.1 forbids it). */
    public static Optional<DtlsSetup> named(String sdpName) {
        for (DtlsSetup setup : values()) {
            if (setup.sdpName().equals(sdpName)) {
                return Optional.of(setup);
            }
        }
        return Optional.empty();
    }

    public String sdpName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
