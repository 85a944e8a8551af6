package org.kaskado.processing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a byte stream into messages. Holds at most one unfinished message, and grows for it only as its bytes arrive. Not
 * thread-safe; after a {@link WireException} it refuses everything.
 *
 * @param <M> {@link ToWorker} or {@link FromWorker}
 */
public final class WireDecoder<M> {
    private static final int FIRST_BYTES = 4096;

    private final MessageTable<M> table;
    private byte[] pending = new byte[FIRST_BYTES];
    private int pendingBytes;
    private boolean isBroken;

    WireDecoder(MessageTable<M> table) {
        this.table = table;
    }

    /**
     * Takes all bytes of {@code in} and hands out each message that became complete, in order.
     *
     * @throws WireException when the bytes are no message; close the link
     */
    public void feed(ByteBuffer in, Consumer<M> out) throws WireException {
        if (isBroken) {
            throw new WireException("the link broke before");
        }
        isBroken = true;
        while (in.hasRemaining()) {
            fill(in, Integer.BYTES);
            if (pendingBytes >= Integer.BYTES) {
                int length = checkedLength();
                fill(in, Integer.BYTES + length);
                if (pendingBytes == Integer.BYTES + length) {
                    pendingBytes = 0;
                    out.accept(read(ByteBuffer.wrap(pending, Integer.BYTES, length)));
                }
            }
        }
        isBroken = false;
    }

    private M read(ByteBuffer message) throws WireException {
        WireReader reader = new WireReader(message);
        int kind = reader.readByte();
        try {
            M result = table.read(kind, reader);
            reader.expectEnd();
            return result;
        } catch (WireException bad) {
            throw new WireException("message of kind " + kind + ": " + bad.getMessage());
        }
    }

    private int checkedLength() throws WireException {
        int length = ByteBuffer.wrap(pending).getInt();
        if (length < 1 || length > WireCodec.MAX_MESSAGE_BYTES) {
            throw new WireException(
                    "a message of " + length + " bytes; allowed are 1 to " + WireCodec.MAX_MESSAGE_BYTES);
        }
        return length;
    }

    /** Takes bytes until {@code upTo} are pending or there are no more. */
    private void fill(ByteBuffer in, int upTo) {
        int bytes = Math.min(in.remaining(), upTo - pendingBytes);
        if (bytes > 0) {
            if (pending.length < pendingBytes + bytes) {
                pending = Arrays.copyOf(pending, Math.max(pendingBytes + bytes, Math.min(upTo, pending.length * 2)));
            }
            in.get(pending, pendingBytes, bytes);
            pendingBytes += bytes;
        }
    }
}
