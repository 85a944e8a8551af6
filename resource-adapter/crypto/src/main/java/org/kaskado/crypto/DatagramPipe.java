package org.kaskado.crypto;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;
import org.kaskado.dtls.DtlsOutput;
import org.kaskado.dtls.DtlsTransport;

/**
 * The datagrams between a session's loop and Bouncy Castle. While a handshake runs on its own thread, datagrams wait in an
 * inbox and an outbox, and {@link #receive} blocks. Afterwards all happens within calls of the loop: {@link #receive} gives
 * the one datagram that was laid before it, and then says that there is no more by an exception, which ends the record
 * layer's own waiting at once and which it takes for no failure.
 */
final class DatagramPipe implements DatagramTransport {
    /** Two full flights of a peer, each in the smallest fragments we have seen. */
    private static final int MAX_INBOX = 64;

    private static final int RECEIVE_LIMIT_BYTES = 2048;
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> inbox = new ArrayBlockingQueue<>(MAX_INBOX);
    private final Queue<byte[]> outbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isWoken = new AtomicBoolean();
    private final Runnable wake;
    private final InterruptedIOException nothing = new NothingLeft();
    private volatile boolean isShut;
    private volatile boolean hasReceived;
    private long lost;

    // of the loop, after the handshake
    private volatile boolean isOnLoop;
    private @Nullable DtlsOutput output;
    private byte @Nullable [] datagram;
    private int datagramOffset;
    private int datagramLength;
    private boolean isClosed;

    DatagramPipe(Runnable wake) {
        this.wake = wake;
    }

    // --------------------------------------------------------------------------------------------- the loop's side

    /** Lays a copy of a datagram into the inbox; when that is full, it is lost. */
    void offer(byte[] data, int offset, int length) {
        byte[] copy = new byte[length];
        System.arraycopy(data, offset, copy, 0, length);
        offer(copy);
    }

    /** Takes a datagram into the inbox; when that is full, it is lost. */
    void offer(byte[] datagram) {
        hasReceived = true;
        if (!inbox.offer(datagram)) {
            lost++;
        }
    }

    /** How many datagrams found the inbox full. */
    long lost() {
        return lost;
    }

    /** Whether the peer said anything at all. */
    boolean hasReceived() {
        return hasReceived;
    }

    /** Ends a handshake: what it receives from now on is an error, what it sends is thrown away. */
    void shut() {
        isShut = true;
        inbox.clear();
        inbox.add(END);
    }

    /** Gives out what the handshake sent. */
    void drainOutbox(DtlsOutput out) {
        isWoken.set(false);
        for (byte[] each = outbox.poll(); each != null; each = outbox.poll()) {
            out.transmit(each, 0, each.length);
        }
    }

    /** The handshake is done: from now on all happens on the loop. */
    void moveToLoop() {
        isOnLoop = true;
    }

    byte @Nullable [] pollInbox() {
        return inbox.poll();
    }

    /**
     * Sets where datagrams go during one call of the loop.
     *
     * @return where they went before, for {@link #end}: an output may call back
     */
    @Nullable
    DtlsOutput begin(DtlsOutput out) {
        DtlsOutput before = output;
        output = out;
        return before;
    }

    void end(@Nullable DtlsOutput before) {
        output = before;
    }

    /** Lays the datagram that the next {@link #receive} gives. */
    void lay(byte[] data, int offset, int length) {
        datagram = data;
        datagramOffset = offset;
        datagramLength = length;
    }

    /** Whether the record layer has ended, by a close_notify or an error. */
    boolean isClosed() {
        return isClosed;
    }

    // ---------------------------------------------------------------------------------------- Bouncy Castle's side

    void wakeUp() {
        if (isWoken.compareAndSet(false, true)) {
            wake.run();
        }
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT_BYTES;
    }

    @Override
    public int getSendLimit() {
        return DtlsTransport.MAX_DATAGRAM_BYTES;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        if (isOnLoop) {
            return receiveOnLoop(buffer, offset, length);
        }
        try {
            byte[] next = inbox.poll(Math.max(1, waitMillis), TimeUnit.MILLISECONDS);
            if (isShut) {
                throw new IOException("the transport was closed during the handshake");
            }
            if (next == null) {
                return -1;
            }
            System.arraycopy(next, 0, buffer, offset, Math.min(length, next.length));
            return next.length;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the handshake's thread was interrupted", e);
        }
    }

    private int receiveOnLoop(byte[] buffer, int offset, int length) throws IOException {
        byte[] data = datagram;
        if (data == null) {
            throw nothing;
        }
        datagram = null;
        System.arraycopy(data, datagramOffset, buffer, offset, Math.min(length, datagramLength));
        return datagramLength;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        if (isShut) {
            return;
        }
        if (isOnLoop) {
            DtlsOutput out = output;
            if (out != null) {
                out.transmit(buffer, offset, length);
            }
            return;
        }
        byte[] copy = new byte[length];
        System.arraycopy(buffer, offset, copy, 0, length);
        outbox.add(copy);
        wakeUp();
    }

    @Override
    public void close() {
        isClosed = true;
    }

    /** Made once and thrown often, so without a trace. */
    private static final class NothingLeft extends InterruptedIOException {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
