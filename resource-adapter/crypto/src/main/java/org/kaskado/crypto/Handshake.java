package org.kaskado.crypto;

import java.io.IOException;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSRequest;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;
import org.kaskado.dtls.DtlsClose;
import org.kaskado.dtls.DtlsRole;

/** One blocking handshake: run once by a thread of the gate, its outcome read by the loop after the pipe's wake. */
final class Handshake implements Runnable {
    private final DtlsRole role;
    private final @Nullable DTLSRequest request;
    private final Negotiation negotiation;
    private final Identity identity;
    private final DtlsLimits limits;
    private final DatagramPipe pipe;
    private volatile @Nullable Outcome outcome;
    private volatile boolean isCancelled;

    /**
     * How it ended: with records, or with a reason.
     *
     * @param records null when it failed
     * @param failure null when it did not
     */
    record Outcome(
            @Nullable DTLSTransport records, @Nullable DtlsClose failure, String text) {}

    /** As client, or as server with the request of a verified cookie, or null when the ClientHello is in the inbox. */
    Handshake(
            DtlsRole role,
            @Nullable DTLSRequest request,
            Negotiation negotiation,
            ProviderParts parts,
            DatagramPipe pipe) {
        this.role = role;
        this.request = request;
        this.negotiation = negotiation;
        this.identity = parts.identity();
        this.limits = parts.limits();
        this.pipe = pipe;
    }

    Negotiation negotiation() {
        return negotiation;
    }

    /** Null while it waits or runs. */
    @Nullable
    Outcome outcome() {
        return outcome;
    }

    /** Its outcome is wanted no more. */
    void cancel() {
        isCancelled = true;
    }

    @Override
    public void run() {
        if (isCancelled) {
            return;
        }
        try {
            outcome = new Outcome(blockUntilDone(), null, "");
        } catch (TlsTimeoutException e) {
            outcome = failed(
                    DtlsClose.TIMEOUT, "no handshake within " + limits.attempt().toMillis() + " ms");
        } catch (TlsFatalAlertReceived e) {
            outcome = failed(DtlsClose.ALERT, "the peer ended the handshake: " + negotiation.receivedAlert());
        } catch (IOException | RuntimeException e) {
            outcome = failed(DtlsClose.PROTOCOL_ERROR, "the handshake failed: " + reason(e));
        }
        pipe.wakeUp();
    }

    private DTLSTransport blockUntilDone() throws IOException {
        if (role == DtlsRole.CLIENT) {
            return new DTLSClientProtocol().connect(new ClientPeer(negotiation, identity, limits), pipe);
        }
        ServerPeer server = new ServerPeer(negotiation, identity, limits);
        return request == null
                ? new DTLSServerProtocol().accept(server, pipe)
                : new DTLSServerProtocol().accept(server, pipe, request);
    }

    private Outcome failed(DtlsClose reason, String text) {
        DtlsClose refusal = negotiation.refusal();
        return refusal == null
                ? new Outcome(null, reason, text)
                : new Outcome(null, refusal, negotiation.refusalText());
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + cause.getMessage();
    }
}
