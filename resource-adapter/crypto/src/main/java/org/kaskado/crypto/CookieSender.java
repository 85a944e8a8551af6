package org.kaskado.crypto;

import org.bouncycastle.tls.DatagramSender;
import org.kaskado.dtls.DtlsOutput;
import org.kaskado.dtls.DtlsTransport;

/** Sends a HelloVerifyRequest at once. */
record CookieSender(DtlsOutput out) implements DatagramSender {
    @Override
    public int getSendLimit() {
        return DtlsTransport.MAX_DATAGRAM_BYTES;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        out.transmit(buffer, offset, length);
    }
}
