package org.kaskado.dtls;

/** Who sends the ClientHello (RFC 8842 §5.1): the client is {@code a=setup:active}, the server {@code a=setup:passive}. */
public enum DtlsRole {
    CLIENT,
    SERVER;

    public DtlsRole opposite() {
        return this == CLIENT ? SERVER : CLIENT;
    }
}
