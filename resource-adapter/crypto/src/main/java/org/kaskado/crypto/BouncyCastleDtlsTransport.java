package org.kaskado.crypto;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.bouncycastle.tls.DTLSRequest;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.jspecify.annotations.Nullable;
import org.kaskado.dtls.DtlsAgreement;
import org.kaskado.dtls.DtlsClose;
import org.kaskado.dtls.DtlsConfig;
import org.kaskado.dtls.DtlsOutput;
import org.kaskado.dtls.DtlsRecords;
import org.kaskado.dtls.DtlsRole;
import org.kaskado.dtls.DtlsState;
import org.kaskado.dtls.DtlsTransport;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;

/** The loop's side of a DTLS association; the package description draws it. */
final class BouncyCastleDtlsTransport implements DtlsTransport {
    private static final int COOKIE_ID_BYTES = 16;
    private static final int DATA_BUFFER_BYTES = 2048;
    /** The record layer does not wait that long: the pipe ends its waiting when the datagram is used up. */
    private static final int WAIT_MS = 1;

    private final DtlsConfig config;
    private final ProviderParts parts;
    private final Runnable wake;
    private final byte[] cookieId = new byte[COOKIE_ID_BYTES];
    private DatagramPipe pipe;
    private DtlsState state = DtlsState.NEW;
    private long endNs = Long.MAX_VALUE;
    private @Nullable Handshake handshake;
    private @Nullable Negotiation negotiation;
    private @Nullable ClientFlight clientFlight;
    private @Nullable DTLSTransport records;
    private byte @Nullable [] plain;

    BouncyCastleDtlsTransport(DtlsConfig config, ProviderParts parts, Runnable wake) {
        this.config = config;
        this.parts = parts;
        this.wake = wake;
        this.pipe = new DatagramPipe(wake);
        parts.identity().crypto().getSecureRandom().nextBytes(cookieId);
    }

    @Override
    public DtlsState state() {
        return state;
    }

    @Override
    public void start(long nowNs, DtlsOutput out) {
        if (state != DtlsState.NEW) {
            return;
        }
        become(DtlsState.CONNECTING);
        endNs = nowNs + parts.limits().total().toNanos();
        if (config.role() == DtlsRole.CLIENT) {
            beginHandshake(null, out);
        }
    }

    @Override
    public Drop onDatagram(long nowNs, PacketBuffer in, DtlsOutput out) {
        byte[] data = in.array();
        if (DtlsRecords.contentType(data, in.offset(), in.length()) < 0) {
            return Drop.MALFORMED;
        }
        return switch (state) {
            case CONNECTING -> handshake == null ? onClientHello(in, out) : toHandshake(in);
            case CONNECTED -> {
                RecordSplitter.split(
                        data, in.offset(), in.length(), (array, at, bytes) -> receive(array, at, bytes, out));
                yield Drop.NONE;
            }
            case NEW -> Drop.NOT_VALIDATED;
            case CLOSED, FAILED -> Drop.NOT_WANTED;
        };
    }

    @Override
    public void onTime(long nowNs, DtlsOutput out) {
        if (state != DtlsState.CONNECTING) {
            return;
        }
        pipe.drainOutbox(out);
        Handshake current = handshake;
        Handshake.Outcome outcome = current == null ? null : current.outcome();
        if (current != null && outcome != null) {
            // what it sent last came before its outcome
            pipe.drainOutbox(out);
            finished(current, outcome, out);
        } else if (nowNs >= endNs) {
            end(
                    DtlsClose.TIMEOUT,
                    "not connected after " + parts.limits().total().toSeconds() + " s",
                    out);
        }
    }

    @Override
    public long deadlineNs() {
        return state == DtlsState.CONNECTING ? endNs : Long.MAX_VALUE;
    }

    @Override
    public Drop send(byte[] data, int offset, int length, DtlsOutput out) {
        DTLSTransport open = records;
        if (state != DtlsState.CONNECTED || open == null) {
            return Drop.NOT_KEYED;
        }
        if (length > MAX_DATA_BYTES) {
            return Drop.TOO_LONG;
        }
        DtlsOutput before = pipe.begin(out);
        try {
            open.send(data, offset, length);
        } catch (IOException e) {
            end(DtlsClose.PROTOCOL_ERROR, "a record could not be sent: " + e.getMessage(), out);
        } finally {
            pipe.end(before);
        }
        return Drop.NONE;
    }

    @Override
    public void close(long nowNs, DtlsOutput out) {
        if (state.isFinal()) {
            return;
        }
        DTLSTransport open = records;
        if (state == DtlsState.CONNECTED && open != null) {
            DtlsOutput before = pipe.begin(out);
            try {
                open.close();
            } catch (IOException e) {
                end(DtlsClose.PROTOCOL_ERROR, "close_notify could not be sent: " + e.getMessage(), out);
                return;
            } finally {
                pipe.end(before);
            }
        }
        end(DtlsClose.CLOSED_HERE, "closed here", out);
    }

    // ------------------------------------------------------------------------------------------------- connecting

    private Drop onClientHello(PacketBuffer in, DtlsOutput out) {
        byte[] data = in.array();
        if (!DtlsRecords.isClientHello(data, in.offset(), in.length())) {
            return Drop.NOT_KEYED;
        }
        if (DtlsRecords.isFragmented(data, in.offset())) {
            // A cookie cannot be asked for without state; ICE has shown that the peer is where it says.
            beginServer(null, out);
            return toHandshake(in);
        }
        DTLSRequest request =
                parts.cookies().verifyRequest(cookieId, data, in.offset(), in.length(), new CookieSender(out));
        if (request != null) {
            beginServer(request, out);
        }
        return Drop.NONE;
    }

    private void beginServer(@Nullable DTLSRequest request, DtlsOutput out) {
        clientFlight = new ClientFlight();
        beginHandshake(request, out);
    }

    private Drop toHandshake(PacketBuffer in) {
        ClientFlight order = clientFlight;
        long lost = pipe.lost();
        if (order == null) {
            RecordSplitter.split(in.array(), in.offset(), in.length(), pipe::offer);
        } else {
            order.take(in.array(), in.offset(), in.length(), pipe::offer);
        }
        return pipe.lost() == lost ? Drop.NONE : Drop.OVER_BUDGET;
    }

    private void beginHandshake(@Nullable DTLSRequest request, DtlsOutput out) {
        Negotiation fresh = new Negotiation(config, parts.identity());
        Handshake next = new Handshake(config.role(), request, fresh, parts, pipe);
        negotiation = fresh;
        handshake = next;
        if (!parts.gate().submit(next)) {
            end(
                    DtlsClose.OVERLOADED,
                    parts.limits().maxConcurrent() + " handshakes run and "
                            + parts.limits().maxWaiting() + " wait for their turn",
                    out);
        }
    }

    private void finished(Handshake done, Handshake.Outcome outcome, DtlsOutput out) {
        DTLSTransport connection = outcome.records();
        DtlsAgreement agreement = done.negotiation().agreement();
        DtlsClose failure = outcome.failure();
        if (connection != null && agreement != null) {
            handshake = null;
            clientFlight = null;
            records = connection;
            pipe.moveToLoop();
            become(DtlsState.CONNECTED);
            out.connected(agreement);
            receiveWaiting(out);
        } else if (failure == DtlsClose.TIMEOUT && config.role() == DtlsRole.CLIENT && !pipe.hasReceived()) {
            // the peer may not be there yet; the next attempt waits for its turn like any other
            pipe = new DatagramPipe(wake);
            beginHandshake(null, out);
        } else {
            end(failure == null ? DtlsClose.PROTOCOL_ERROR : failure, outcome.text(), out);
        }
    }

    // -------------------------------------------------------------------------------------------------- connected

    private void receiveWaiting(DtlsOutput out) {
        receive(new byte[0], 0, 0, out);
        byte[] waiting = pipe.pollInbox();
        while (waiting != null && state == DtlsState.CONNECTED) {
            receive(waiting, 0, waiting.length, out);
            waiting = pipe.pollInbox();
        }
    }

    private void receive(byte[] data, int offset, int length, DtlsOutput out) {
        DTLSTransport open = records;
        if (open == null) {
            return;
        }
        DtlsOutput before = pipe.begin(out);
        pipe.lay(data, offset, length);
        try {
            while (state == DtlsState.CONNECTED && !pipe.isClosed()) {
                byte[] buffer = plainBuffer();
                int received = open.receive(buffer, 0, buffer.length, WAIT_MS);
                if (received >= 0) {
                    out.data(buffer, 0, received);
                }
            }
        } catch (InterruptedIOException e) {
            // the pipe says so when the datagram is used up
        } catch (TlsFatalAlertReceived e) {
            end(DtlsClose.ALERT, "the peer sent the alert " + alert(), out);
        } catch (IOException e) {
            end(DtlsClose.PROTOCOL_ERROR, "a record was refused: " + e.getMessage(), out);
        } finally {
            pipe.end(before);
        }
        if (state == DtlsState.CONNECTED && pipe.isClosed()) {
            end(DtlsClose.CLOSED_BY_PEER, "the peer sent close_notify", out);
        }
    }

    private byte[] plainBuffer() {
        byte[] buffer = plain;
        if (buffer == null) {
            buffer = new byte[DATA_BUFFER_BYTES];
            plain = buffer;
        }
        return buffer;
    }

    private String alert() {
        String received = negotiation == null ? null : negotiation.receivedAlert();
        return received == null ? "unknown" : received;
    }

    // -------------------------------------------------------------------------------------------------------- end

    private void end(DtlsClose reason, String text, DtlsOutput out) {
        if (state.isFinal()) {
            return;
        }
        become(reason.state());
        Handshake running = handshake;
        if (running != null) {
            running.cancel();
            parts.gate().withdraw(running);
            pipe.shut();
        }
        handshake = null;
        clientFlight = null;
        negotiation = null;
        records = null;
        plain = null;
        out.closed(reason, text);
    }

    private void become(DtlsState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("a DTLS transport cannot go from " + state + " to " + next);
        }
        state = next;
    }
}
