package org.kaskado.element.webrtc;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.Caps;
import org.kaskado.pipeline.PacketSource;
import org.kaskado.pipeline.PacketTaker;
import org.kaskado.pipeline.SinkPolicy;
import org.kaskado.sctp.CloseReason;
import org.kaskado.sctp.DataChannel;
import org.kaskado.sctp.DataChannelConfig;
import org.kaskado.sctp.DataChannelOutput;
import org.kaskado.sctp.DataChannels;
import org.kaskado.sctp.DataMessage;
import org.kaskado.sctp.SctpConfig;
import org.kaskado.sctp.StreamParity;
import org.kaskado.session.DataConfig;

/**
 * The data channels of one endpoint. What the peer says on any channel goes to the endpoints that the DATA pad is connected
 * to, each on the channel of the same label, or on its first open one. Lives on the pipeline's loop.
 */
final class DataLink implements DataChannelOutput, PacketSource, PacketTaker, SinkPolicy {
    /** Messages that wait for one slow receiver; more are dropped for that receiver. */
    private static final long MAX_BUFFERED_BYTES = 4 << 20;

    private final Wire wire;
    private final DataChannels channels;
    private final Map<Integer, DataChannel> open = new LinkedHashMap<>();
    private final Set<DataLink> listeners = new LinkedHashSet<>();
    private @Nullable DataLink source;
    private long opened;
    private long closed;
    private long dropped;

    /** Where packets go, and who hears of channels. */
    interface Wire {
        long nowNs();

        void transmit(byte[] data, int offset, int length);

        /** {@code DataChannelOpened} or {@code DataChannelClosed}, with the channel's id. */
        BiConsumer<String, Integer> events();
    }

    DataLink(DataConfig config, RandomGenerator random, Wire wire) {
        this.wire = wire;
        this.channels = new DataChannels(
                SctpConfig.webRtc()
                        .withPorts(config.localPort(), config.remotePort())
                        .withMessageBytes((int) config.localMaxMessageBytes(), config.remoteMaxMessageBytes()),
                random);
    }

    /** DTLS is up. */
    void start(boolean isDtlsClient) {
        channels.start(wire.nowNs(), isDtlsClient ? StreamParity.EVEN : StreamParity.ODD, this);
    }

    void onPacket(long nowNs, byte[] data, int offset, int length) {
        channels.onPacket(nowNs, data, offset, length, this);
    }

    void onTime(long nowNs) {
        channels.onTime(nowNs, this);
    }

    long deadlineNs() {
        return channels.deadlineNs();
    }

    /** Opens a channel of ours. */
    void open(DataChannelConfig config) {
        try {
            channels.open(wire.nowNs(), config, this);
        } catch (IllegalStateException full) {
            throw new MediaException(
                    MediaErrorCode.NOT_ENOUGH_RESOURCES, "no data channel: " + full.getMessage(), full);
        }
    }

    /** Closes a channel; what is closed already is silence. */
    void close(int channelId) {
        DataChannel channel = open.get(channelId);
        if (channel != null) {
            channels.close(wire.nowNs(), channel, this);
        }
    }

    void close() {
        if (source != null) {
            source.listeners.remove(this);
            source = null;
        }
        channels.abort(wire.nowNs(), "the endpoint was released", this);
    }

    Iterable<DataChannel> openChannels() {
        return open.values();
    }

    long opened() {
        return opened;
    }

    long closed() {
        return closed;
    }

    @Override
    public boolean accepts(Caps offered) {
        return true;
    }

    @Override
    public Caps target(Caps offered) {
        return offered;
    }

    @Override
    public void onPackets(@Nullable PacketSource packetSource) {
        if (source != null) {
            source.listeners.remove(this);
        }
        source = packetSource instanceof DataLink other ? other : null;
        if (source != null) {
            source.listeners.add(this);
        }
    }

    @Override
    public void transmit(byte[] data, int offset, int length) {
        wire.transmit(data, offset, length);
    }

    @Override
    public void connected() {
        // each channel tells of itself
    }

    @Override
    public void opened(DataChannel channel) {
        open.put(channel.id(), channel);
        opened++;
        wire.events().accept("DataChannelOpened", channel.id());
    }

    @Override
    public void message(DataChannel channel, DataMessage message) {
        for (DataLink listener : listeners) {
            listener.say(channel.config().label(), message);
        }
    }

    @Override
    public void bufferedAmountLow(DataChannel channel) {
        // nobody here waits: what did not fit was dropped and counted
    }

    @Override
    public void closed(DataChannel channel) {
        if (open.remove(channel.id()) != null) {
            closed++;
            wire.events().accept("DataChannelClosed", channel.id());
        }
    }

    @Override
    public void disconnected(CloseReason reason, String detail) {
        open.clear();
    }

    private void say(String label, DataMessage message) {
        DataChannel to = null;
        for (DataChannel channel : open.values()) {
            if (to == null
                    || (channel.config().label().equals(label)
                            && !to.config().label().equals(label))) {
                to = channel;
            }
        }
        if (to == null || channels.bufferedAmount(to) > MAX_BUFFERED_BYTES) {
            dropped++;
            return;
        }
        channels.trySend(wire.nowNs(), to, message, this);
    }

    long dropped() {
        return dropped;
    }
}
