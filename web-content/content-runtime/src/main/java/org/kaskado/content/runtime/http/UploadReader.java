package org.kaskado.content.runtime.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an upload while there are bytes and room; in between it holds no thread.
 *
 * <p>Three parties call: the container when bytes came, the target when it has room again, the watch when the client
 * stands still. {@link #drain} lets one of them work and makes the others leave a note.
 */
final class UploadReader implements ReadListener, Transfers.Transfer {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);
    private static final Logger LOG = System.getLogger(UploadReader.class.getName());

    private final AsyncContext async;
    private final ServletInputStream input;
    private final UploadTarget target;
    private final UploadBody body;
    private final Answer answer;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Transfers.Watched watched;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private volatile boolean waitsForBytes;
    private volatile boolean waitsForRoom;
    private volatile boolean inputEnded;
    private volatile long receivedBytes;

    /** Says how it went. */
    interface Answer {
        void done(UploadOutcome outcome) throws IOException;

        void failed(@Nullable UploadRefusedException refusal, long bytes, String description, Throwable cause);
    }

    UploadReader(AsyncContext async, UploadTarget target, UploadBody body, Answer answer) throws IOException {
        this.async = async;
        this.input = async.getRequest().getInputStream();
        this.target = target;
        this.body = body;
        this.answer = answer;
        this.watched = Transfers.server().watch(this);
    }

    void start() {
        waitsForBytes = true;
        input.setReadListener(this);
    }

    @Override
    public void onDataAvailable() {
        waitsForBytes = false;
        drain();
    }

    @Override
    public void onAllDataRead() {
        inputEnded = true;
        waitsForBytes = false;
        drain();
    }

    @Override
    public void onError(Throwable error) {
        fail(null, "the client broke the upload off: " + error, error);
    }

    private void onRoom() {
        waitsForRoom = false;
        post(this::drain);
    }

    private void drain() {
        if (calls.getAndIncrement() != 0) {
            return;
        }
        int seen;
        do {
            seen = calls.get();
            try {
                move();
            } catch (UploadRefusedException refusal) {
                fail(refusal, String.valueOf(refusal.getMessage()), refusal);
            } catch (MultipartException malformed) {
                String sentence = "The upload cannot be read: " + malformed.getMessage() + ".";
                fail(new UploadRefusedException(HttpServletResponse.SC_BAD_REQUEST, sentence), sentence, malformed);
            } catch (IOException broken) {
                fail(null, "the client broke the upload off: " + broken, broken);
            }
        } while (calls.addAndGet(-seen) != 0);
    }

    private void move() throws IOException, MultipartException {
        while (!ended.get() && !waitsForRoom) {
            body.feed(buffer);
            receivedBytes = body.bytes();
            if (buffer.hasRemaining() || !body.isIdle()) {
                waitsForRoom = true;
                target.onRoom(this::onRoom);
                return;
            }
            if (inputEnded) {
                body.checkEnd();
                finish();
                return;
            }
            if (waitsForBytes || !fill()) {
                return;
            }
        }
    }

    /** Reads what has come; false when that is nothing. */
    private boolean fill() throws IOException {
        buffer.clear();
        while (buffer.hasRemaining() && !inputEnded) {
            if (!input.isReady()) {
                waitsForBytes = true;
                break;
            }
            int read = input.read(buffer.array(), buffer.position(), buffer.remaining());
            if (read < 0) {
                inputEnded = true;
            } else {
                buffer.position(buffer.position() + read);
            }
        }
        buffer.flip();
        return buffer.hasRemaining() || inputEnded;
    }

    private void finish() {
        if (ended.compareAndSet(false, true)) {
            watched.end();
            post(this::complete);
        }
    }

    private void complete() {
        try {
            UploadOutcome outcome = target.complete();
            Transfers.server().countUpload(receivedBytes, false);
            answer.done(outcome);
        } catch (IOException | RuntimeException e) {
            Transfers.server().countUpload(receivedBytes, true);
            answer.failed(null, receivedBytes, "the upload could not be finished: " + e.getMessage(), e);
        } finally {
            async.complete();
        }
    }

    private void fail(@Nullable UploadRefusedException refusal, String description, Throwable cause) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        watched.end();
        Transfers.server().countUpload(receivedBytes, true);
        post(() -> abort(refusal, description, cause));
    }

    /** Goes on with a thread that may block; with this one when the container has ended the exchange or stops. */
    private void post(Runnable work) {
        try {
            async.start(work);
        } catch (RuntimeException containerGivesNone) {
            LOG.log(Level.DEBUG, "the container gives no thread to end an upload", containerGivesNone);
            work.run();
        }
    }

    private void abort(@Nullable UploadRefusedException refusal, String description, Throwable cause) {
        try {
            target.abort(description);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "what arrived of a broken upload could not be closed", e);
        }
        answer.failed(refusal, receivedBytes, description, cause);
        try {
            async.complete();
        } catch (IllegalStateException containerEndedIt) {
            LOG.log(Level.DEBUG, "the container had ended a broken upload already", containerEndedIt);
        }
    }

    @Override
    public long bytes() {
        return receivedBytes;
    }

    @Override
    public Duration idleLimit(Transfers.IdleLimits limits) {
        return waitsForRoom ? FOR_EVER : limits.upload();
    }

    @Override
    public void endIdle(Duration limit) {
        String sentence = "The client sent nothing for " + limit.toSeconds() + " s.";
        UploadRefusedException refusal = new UploadRefusedException(HttpServletResponse.SC_REQUEST_TIMEOUT, sentence);
        fail(refusal, sentence, refusal);
    }
}
