package org.kaskado.sctp;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;

/**
 * WebRTC data channels (RFC 8831, RFC 8832) over one DTLS connection; owns its {@link Association}. Channels may be opened
 * at any time; they come into use when DTLS has keys, {@link #start} was called and the association is established.
 * A core: touched by its loop's thread only, {@code nowNs} is monotonic.
 *
 * <pre>
 * CONNECTING ─ association established, stream found ─► OPEN ─ close, or the peer's reset ─► CLOSING ─ both reset ─► CLOSED
 * </pre>
 */
public final class DataChannels {
    private final RandomGenerator random;
    private final ChannelTable channels;
    private SctpConfig config;
    private Association association;
    private @Nullable StreamParity parity;
    private long ignoredMessages;

    /** @param random as of {@link Association} */
    public DataChannels(SctpConfig config, RandomGenerator random) {
        this.config = config;
        this.random = random;
        this.association = new Association(config, random);
        this.channels = new ChannelTable(config.maxChannels());
    }

    /**
     * The peer's description came after this was made: its {@code a=sctp-port} and {@code a=max-message-size} (64 KiB when
     * absent, 0: any).
     *
     * @throws IllegalStateException after {@link #start} or a packet
     */
    public void negotiated(int remotePort, long remoteMaxMessageBytes) {
        if (parity != null || !association.isUntouched()) {
            throw new IllegalStateException("the association has begun; ports and sizes are settled before start");
        }
        config = config.withPorts(config.localPort(), remotePort)
                .withMessageBytes(config.maxMessageBytes(), remoteMaxMessageBytes);
        association = new Association(config, random);
    }

    /**
     * DTLS is up: begins the association. Both sides may do so at once, as browsers do.
     *
     * @param own {@link StreamParity#EVEN} for the DTLS client, {@link StreamParity#ODD} for the server
     */
    public void start(long nowNs, StreamParity own, DataChannelOutput out) {
        if (parity == null) {
            parity = own;
            Uplink uplink = uplink(nowNs, out);
            association.connect(nowNs, uplink);
            if (association.isEstablished()) { // the peer was first
                openWaiting(uplink);
                association.flush(nowNs, uplink);
            }
        }
    }

    /** Takes what one DTLS record carried; the array is borrowed. Answers why it went no further. */
    public Drop onPacket(long nowNs, byte[] data, int offset, int length, DataChannelOutput out) {
        return association.onPacket(nowNs, data, offset, length, uplink(nowNs, out));
    }

    /** Does what is due. */
    public void onTime(long nowNs, DataChannelOutput out) {
        association.onTime(nowNs, uplink(nowNs, out));
    }

    /** When {@link #onTime} is wanted next, or {@link Association#NEVER}. */
    public long deadlineNs() {
        return association.deadlineNs();
    }

    /**
     * Opens a channel; {@code opened} or {@code closed} follows, perhaps before this returns.
     *
     * @throws IllegalStateException when the association has ended, too many channels are open or the negotiated stream
     *     is in use
     */
    public DataChannel open(long nowNs, DataChannelConfig config, DataChannelOutput out) {
        requireOpenable(config);
        DataChannel channel = new DataChannel(config, config.negotiatedId());
        StreamParity own = parity;
        if (config.isNegotiated()) {
            channels.put(channel);
        } else if (own != null && association.isEstablished()) {
            channel.assign(channels.freeId(own, association.outStreams()));
        } else {
            channels.await(channel);
        }
        if (association.isEstablished() && (own != null || config.isNegotiated())) {
            Uplink uplink = uplink(nowNs, out);
            openOn(channel, uplink);
            association.flush(nowNs, uplink);
        }
        return channel;
    }

    /** Takes a message to be sent, or says why not; never takes a part of one. */
    public SendResult trySend(long nowNs, DataChannel channel, DataMessage message, DataChannelOutput out) {
        if (channel.state() != DataChannel.State.OPEN) {
            return SendResult.NOT_OPEN;
        }
        SctpMessage wrapped = PayloadProtocol.wrap(channel.id(), message);
        Uplink uplink = uplink(nowNs, out);
        SendResult result = association.trySend(nowNs, wrapped, channel.reliabilityNow(), uplink);
        if (result == SendResult.ACCEPTED) {
            channel.countSent(message.bytes().length);
        }
        return result;
    }

    /** User bytes of the channel that were not sent yet (W3C {@code bufferedAmount}). */
    public long bufferedAmount(DataChannel channel) {
        return channels.get(channel.id()) == channel ? association.bufferedBytes(channel.id()) : 0;
    }

    /** {@code bufferedAmountLow} is called when the buffered amount falls to so many bytes; 0 at first. */
    public void bufferedAmountLowThreshold(DataChannel channel, long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a low threshold of " + bytes + " bytes; allowed: 0 and more");
        }
        channel.lowThresholdBytes(bytes);
        if (channels.get(channel.id()) == channel) {
            association.lowThreshold(channel.id(), bytes);
        }
    }

    /** Closes a channel after what waits on it was sent; {@code closed} follows. Closing twice is silence. */
    public void close(long nowNs, DataChannel channel, DataChannelOutput out) {
        Uplink uplink = uplink(nowNs, out);
        if (channel.state() == DataChannel.State.CONNECTING) {
            channels.remove(channel);
            uplink.close(channel);
        } else if (channel.become(DataChannel.State.CLOSING)) {
            association.resetStream(nowNs, channel.id(), uplink);
        }
    }

    /** Sends what waits on all channels, then ends the association with the SHUTDOWN sequence. */
    public void shutdown(long nowNs, DataChannelOutput out) {
        association.shutdown(nowNs, uplink(nowNs, out));
    }

    /** Ends at once and tells the peer; what browsers do when a connection is closed. */
    public void abort(long nowNs, String why, DataChannelOutput out) {
        association.abort(why, uplink(nowNs, out));
    }

    public boolean isConnected() {
        return association.isEstablished();
    }

    /** For statistics: round-trip time, streams. */
    public Association association() {
        return association;
    }

    /** Messages that came on no open channel or with an unknown payload protocol. */
    public long ignoredMessages() {
        return ignoredMessages;
    }

    private void requireOpenable(DataChannelConfig config) {
        if (association.isEnded()) {
            throw new IllegalStateException("the association has ended; data channels need a new connection");
        }
        if (channels.isFull()) {
            throw new IllegalStateException(
                    "too many data channels are open; maxChannels of SctpConfig allows no more");
        }
        if (config.isNegotiated() && channels.contains(config.negotiatedId())) {
            throw new IllegalStateException("stream " + config.negotiatedId() + " already carries a data channel");
        }
    }

    void countIgnored() {
        ignoredMessages++;
    }

    /** Whether the stream is one that this side opens channels on. */
    boolean owns(int streamId) {
        StreamParity own = parity;
        return own != null && own.owns(streamId);
    }

    private Uplink uplink(long nowNs, DataChannelOutput out) {
        return new Uplink(this, channels, nowNs, out);
    }

    void openWaiting(Uplink uplink) {
        for (DataChannel channel : channels.unopened()) {
            openOn(channel, uplink);
        }
        StreamParity own = parity;
        if (own == null) {
            return;
        }
        for (DataChannel channel : channels.takeWaiting()) {
            channel.assign(channels.freeId(own, association.outStreams()));
            openOn(channel, uplink);
        }
    }

    private void openOn(DataChannel channel, Uplink uplink) {
        boolean hasStream = channel.id() != DataChannel.NO_ID && channel.id() < association.outStreams();
        boolean isTold = hasStream
                && (channel.config().isNegotiated() || uplink.send(Dcep.open(channel.id(), channel.config())));
        if (isTold) {
            channels.put(channel);
            uplink.open(channel);
        } else {
            channels.remove(channel);
            uplink.close(channel);
        }
    }
}
