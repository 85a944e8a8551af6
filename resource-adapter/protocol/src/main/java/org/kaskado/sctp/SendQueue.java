package org.kaskado.sctp;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait, by stream. Streams take turns message by message; a message once begun is finished first, since the
 * fragments of a message have adjacent TSNs (RFC 9260 §6.9).
 */
final class SendQueue {
    private static final int MAX_MESSAGES = 65_536; // many small ones cost more than their bytes

    private final Map<Integer, OutgoingStream> streams = new HashMap<>();
    private final ArrayDeque<OutgoingStream> turns = new ArrayDeque<>();
    private long bufferedBytes;
    private int messages;

    void add(SctpMessage message, Reliability reliability, long nowNs) {
        OutgoingStream stream = stream(message.streamId());
        if (stream.isEmpty()) {
            turns.add(stream);
        }
        stream.add(new OutgoingMessage(stream, message, reliability, nowNs));
        stream.buffered(PayloadProtocol.isUserData(message.payloadProtocol()) ? message.data().length : 0);
        bufferedBytes += message.data().length;
        messages++;
    }

    /** The message whose next bytes are to be sent; those whose time is over are passed by. */
    @Nullable
    OutgoingMessage head(long nowNs, SctpOutput out) {
        while (true) {
            OutgoingStream stream = turns.peek();
            if (stream == null) {
                return null;
            }
            OutgoingMessage message = stream.head();
            if (message == null) {
                throw new IllegalStateException("stream " + stream.id() + " has a turn and no message");
            }
            if (message.isBegun() || !message.isGivenUp(nowNs, 0)) {
                return message;
            }
            message.abandon();
            finish(message, out);
        }
    }

    /** So many bytes of the head message were cut off; after the last of them it leaves the queue. */
    void cut(OutgoingMessage message, int bytes, SctpOutput out) {
        unbuffer(message, bytes, out);
        if (message.uncutBytes() == 0) {
            leave(message.stream());
        }
    }

    /** The head message is given up with what is left of it. */
    void finish(OutgoingMessage message, SctpOutput out) {
        unbuffer(message, message.uncutBytes(), out);
        leave(message.stream());
    }

    boolean isFull() {
        return messages >= MAX_MESSAGES;
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    boolean isEmpty(int streamId) {
        OutgoingStream stream = streams.get(streamId);
        return stream == null || stream.isEmpty();
    }

    long bufferedBytes() {
        return bufferedBytes;
    }

    long bufferedBytes(int streamId) {
        OutgoingStream stream = streams.get(streamId);
        return stream == null ? 0 : stream.bufferedBytes();
    }

    void lowThreshold(int streamId, long bytes) {
        stream(streamId).lowThreshold(bytes);
    }

    /** Forgets a stream that has nothing to send; it begins again at number 0. */
    void reset(int streamId) {
        OutgoingStream stream = streams.get(streamId);
        if (stream != null) {
            stream.reset();
            if (stream.isEmpty()) {
                streams.remove(streamId);
            }
        }
    }

    private OutgoingStream stream(int streamId) {
        return streams.computeIfAbsent(streamId, OutgoingStream::new);
    }

    private void leave(OutgoingStream stream) {
        turns.remove();
        messages--;
        stream.removeHead();
        if (!stream.isEmpty()) {
            turns.add(stream);
        }
    }

    private void unbuffer(OutgoingMessage message, int bytes, SctpOutput out) {
        bufferedBytes -= bytes;
        boolean isUserData = PayloadProtocol.isUserData(message.payloadProtocol());
        if (message.stream().unbuffered(isUserData ? bytes : 0)) {
            out.bufferedAmountLow(message.stream().id());
        }
    }
}
