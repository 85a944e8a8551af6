package org.kaskado.dtls;

/** Makes DTLS transports with one certificate of its own. */
public interface DtlsProvider {
    /** Of our certificate; what our descriptions say. */
    Fingerprint fingerprint(HashFunction function);

    /** Of our certificate, by sha-256. */
    default Fingerprint fingerprint() {
        return fingerprint(HashFunction.SHA_256);
    }

    /** Our certificate in DER form. */
    byte[] certificate();

    /**
     * Makes a transport; nothing is sent before its start.
     *
     * @param wake called from any thread when {@link DtlsTransport#onTime} has something to do: it must only post that call
     *     to the session's loop
     */
    DtlsTransport open(DtlsConfig config, Runnable wake);
}
