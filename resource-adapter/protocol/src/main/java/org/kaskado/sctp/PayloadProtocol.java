package org.kaskado.sctp;

/** Payload protocol identifiers of WebRTC (RFC 8831 §8). */
final class PayloadProtocol {
    static final long DCEP = 50;
    static final long TEXT = 51;
    static final long BINARY = 53;
    static final long EMPTY_TEXT = 56;
    static final long EMPTY_BINARY = 57;

    private static final byte[] NOTHING = new byte[0];
    private static final byte[] EMPTY = new byte[1]; // RFC 8831 §6.6: an empty message is sent as one zero byte

    private PayloadProtocol() {}

    /** Whether it counts for {@code bufferedAmount}. */
    static boolean isUserData(long protocol) {
        return protocol != DCEP;
    }

    static boolean isDataChannel(long protocol) {
        return protocol == TEXT || protocol == BINARY || protocol == EMPTY_TEXT || protocol == EMPTY_BINARY;
    }

    static SctpMessage wrap(int streamId, DataMessage message) {
        boolean isEmpty = message.bytes().length == 0;
        long protocol;
        if (message.isText()) {
            protocol = isEmpty ? EMPTY_TEXT : TEXT;
        } else {
            protocol = isEmpty ? EMPTY_BINARY : BINARY;
        }
        return new SctpMessage(streamId, protocol, isEmpty ? EMPTY : message.bytes());
    }

    static DataMessage unwrap(SctpMessage message) {
        long protocol = message.payloadProtocol();
        boolean isEmpty = protocol == EMPTY_TEXT || protocol == EMPTY_BINARY;
        return new DataMessage(protocol == TEXT || protocol == EMPTY_TEXT, isEmpty ? NOTHING : message.data());
    }
}
