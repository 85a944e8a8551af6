package org.kaskado.processing;

/**
 * The wire form of the link between server and worker.
 *
 * <pre>
 *  0                   4        5
 * +-------------------+--------+----------------------
 * | length, 32 bits   | kind   | members, in order …
 * +-------------------+--------+----------------------
 * </pre>
 *
 * The length counts kind and members and is at most {@link #MAX_MESSAGE_BYTES}. Numbers are big-endian; texts and byte
 * arrays carry a 32-bit length; value trees carry a tag byte per value and are at most 16 levels deep. Both ends are of
 * one build, so there is no room for optional members: {@link #PROTOCOL_VERSION} changes with every change.
 */
public final class WireCodec {
    /** Said in {@link FromWorker.Hello}; a server refuses another one. */
    public static final int PROTOCOL_VERSION = 1;

    /** Kind and members of one message. Frames and fragments that would be larger are cut or refused by their maker. */
    public static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    /** The most payload bytes that a message with one byte array should carry, leaving room for its other members. */
    public static final int MAX_PAYLOAD_BYTES = MAX_MESSAGE_BYTES - 64 * 1024;

    private WireCodec() {}

    /**
     * One message, ready to be written to the link.
     *
     * @throws IllegalArgumentException when it is too large or holds a value that has no wire form
     */
    public static byte[] encode(ToWorker message) {
        int payload = message instanceof ToWorker.StreamData data ? data.data().length : 0;
        return encode(ToWorkerForms.TABLE, message, payload);
    }

    /**
     * One message, ready to be written to the link.
     *
     * @throws IllegalArgumentException when it is too large or holds a value that has no wire form
     */
    public static byte[] encode(FromWorker message) {
        int payload = message instanceof FromWorker.ContainerBytes bytes ? bytes.data().length : 0;
        return encode(FromWorkerForms.TABLE, message, payload);
    }

    /** Reads what the server sends. */
    public static WireDecoder<ToWorker> toWorkerDecoder() {
        return new WireDecoder<>(ToWorkerForms.TABLE);
    }

    /** Reads what a worker sends. */
    public static WireDecoder<FromWorker> fromWorkerDecoder() {
        return new WireDecoder<>(FromWorkerForms.TABLE);
    }

    private static <M> byte[] encode(MessageTable<M> table, M message, int payloadBytes) {
        WireWriter out = new WireWriter(table.numberOf(message), payloadBytes);
        table.writeMembers(out, message);
        return out.finish();
    }
}
