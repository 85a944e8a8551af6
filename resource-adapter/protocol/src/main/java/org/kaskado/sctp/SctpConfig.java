package org.kaskado.sctp;

/**
 * What an association is made with; checked once.
 *
 * @param localPort SCTP port of ours, 1 to 65535; {@code a=sctp-port} of our description
 * @param remotePort SCTP port of the peer, 1 to 65535; {@code a=sctp-port} of its description
 * @param maxPacketBytes largest SCTP packet sent, a multiple of 4 from 512 to 1400; DTLS adds 37 bytes below it
 * @param maxStreams streams offered and accepted each way, 1 to 65535
 * @param maxChannels data channels open at once, 1 to {@code maxStreams}
 * @param maxMessageBytes largest message received, 1 KiB to 16 MiB; {@code a=max-message-size} of our description
 * @param remoteMaxMessageBytes largest message the peer takes ({@code a=max-message-size}; 64 KiB when it gives none),
 *     0 when it takes any; {@code maxBufferedBytes} bounds a message all the same
 * @param receiveWindowBytes memory for messages that are not whole or not in order yet, at least twice
 *     {@code maxMessageBytes} and 64 KiB, at most 64 MiB
 * @param maxBufferedBytes user data of all streams that waits to be sent, 16 KiB to 256 MiB; more is refused
 */
public record SctpConfig(
        int localPort,
        int remotePort,
        int maxPacketBytes,
        int maxStreams,
        int maxChannels,
        int maxMessageBytes,
        long remoteMaxMessageBytes,
        int receiveWindowBytes,
        int maxBufferedBytes) {
    /** RFC 8831 §6.6 and RFC 8841: what {@code a=max-message-size} means when it is absent. */
    public static final int ABSENT_MAX_MESSAGE_BYTES = 65_536;

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    public SctpConfig {
        requireRange("localPort", localPort, 1, 65_535);
        requireRange("remotePort", remotePort, 1, 65_535);
        requireRange("maxPacketBytes", maxPacketBytes, 512, 1400);
        if (maxPacketBytes % 4 != 0) {
            throw new IllegalArgumentException("maxPacketBytes " + maxPacketBytes + " is not a multiple of 4");
        }
        requireRange("maxStreams", maxStreams, 1, 65_535);
        requireRange("maxChannels", maxChannels, 1, maxStreams);
        requireRange("maxMessageBytes", maxMessageBytes, KIB, 16 * MIB);
        requireRange("remoteMaxMessageBytes", remoteMaxMessageBytes, 0, Long.MAX_VALUE);
        requireRange("receiveWindowBytes", receiveWindowBytes, Math.max(64 * KIB, 2 * maxMessageBytes), 64 * MIB);
        requireRange("maxBufferedBytes", maxBufferedBytes, 16 * KIB, 256 * MIB);
    }

    /** WebRTC's defaults: ports 5000, packets of 1136 bytes, which one DTLS record carries, 1024 streams, 256 channels, messages of 256 KiB. */
    public static SctpConfig webRtc() {
        return new SctpConfig(5000, 5000, 1136, 1024, 256, 256 * KIB, 256 * KIB, MIB, 4 * MIB);
    }

    /** The same with other ports. */
    public SctpConfig withPorts(int local, int remote) {
        return new SctpConfig(
                local,
                remote,
                maxPacketBytes,
                maxStreams,
                maxChannels,
                maxMessageBytes,
                remoteMaxMessageBytes,
                receiveWindowBytes,
                maxBufferedBytes);
    }

    /** The same with other message sizes: received at most, sent at most (0: any). The receive window grows along. */
    public SctpConfig withMessageBytes(int received, long sent) {
        return new SctpConfig(
                localPort,
                remotePort,
                maxPacketBytes,
                maxStreams,
                maxChannels,
                received,
                sent,
                Math.max(receiveWindowBytes, 2 * received),
                maxBufferedBytes);
    }

    /** The same with other caps. */
    public SctpConfig withCaps(int streams, int channels, int bufferedBytes) {
        return new SctpConfig(
                localPort,
                remotePort,
                maxPacketBytes,
                streams,
                channels,
                maxMessageBytes,
                remoteMaxMessageBytes,
                receiveWindowBytes,
                bufferedBytes);
    }

    /** The largest message that may be sent, bytes. */
    long maxSentBytes() {
        return remoteMaxMessageBytes == 0 ? maxBufferedBytes : Math.min(remoteMaxMessageBytes, maxBufferedBytes);
    }

    private static void requireRange(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed: " + least + " to " + most);
        }
    }
}
