package org.kaskado.sctp;

import org.jspecify.annotations.Nullable;

/** Hears the association for {@link DataChannels} during one call: messages, resets and the establishment of channels. */
final class Uplink implements SctpOutput {
    private final DataChannels owner;
    private final ChannelTable channels;
    private final long nowNs;
    private final DataChannelOutput out;

    Uplink(DataChannels owner, ChannelTable channels, long nowNs, DataChannelOutput out) {
        this.owner = owner;
        this.channels = channels;
        this.nowNs = nowNs;
        this.out = out;
    }

    @Override
    public void transmit(byte[] data, int offset, int length) {
        out.transmit(data, offset, length);
    }

    @Override
    public void established() {
        out.connected();
        owner.openWaiting(this);
    }

    @Override
    public void restarted() {
        closeAll();
        out.connected();
    }

    @Override
    public void message(SctpMessage message) {
        if (message.payloadProtocol() == PayloadProtocol.DCEP) {
            onControl(message);
            return;
        }
        DataChannel channel = channels.get(message.streamId());
        boolean isWanted = channel != null
                && channel.state() == DataChannel.State.OPEN
                && PayloadProtocol.isDataChannel(message.payloadProtocol());
        if (channel == null || !isWanted) {
            owner.countIgnored();
            return;
        }
        channel.acknowledge(); // RFC 8832 §6: any message shows that OPEN arrived
        DataMessage unwrapped = PayloadProtocol.unwrap(message);
        channel.countReceived(unwrapped.bytes().length);
        out.message(channel, unwrapped);
    }

    @Override
    public void incomingReset(int streamId) {
        DataChannel channel = channels.get(streamId);
        if (channel == null) {
            return;
        }
        channel.incomingReset();
        if (channel.become(DataChannel.State.CLOSING)) {
            owner.association().wantReset(streamId); // RFC 8831 §6.7: the other direction is closed in turn
        }
        finish(channel);
    }

    @Override
    public void outgoingReset(int streamId) {
        DataChannel channel = channels.get(streamId);
        if (channel != null) {
            channel.outgoingReset();
            finish(channel);
        }
    }

    @Override
    public void bufferedAmountLow(int streamId) {
        DataChannel channel = channels.get(streamId);
        if (channel != null && channel.state() == DataChannel.State.OPEN) {
            out.bufferedAmountLow(channel);
        }
    }

    @Override
    public void closed(CloseReason reason, String detail) {
        closeAll();
        out.disconnected(reason, detail);
    }

    boolean send(SctpMessage message) {
        return owner.association().enqueue(nowNs, message, Reliability.RELIABLE) == SendResult.ACCEPTED;
    }

    void open(DataChannel channel) {
        if (channel.become(DataChannel.State.OPEN)) {
            owner.association().lowThreshold(channel.id(), channel.lowThresholdBytes());
            out.opened(channel);
        }
    }

    void close(DataChannel channel) {
        if (channel.become(DataChannel.State.CLOSED)) {
            out.closed(channel);
        }
    }

    private void closeAll() {
        for (DataChannel channel : channels.takeAll()) {
            close(channel);
        }
    }

    private void finish(DataChannel channel) {
        if (channel.isReset()) {
            channels.remove(channel);
            close(channel);
        }
    }

    private void onControl(SctpMessage message) {
        DataChannel channel = channels.get(message.streamId());
        if (message.data()[0] == Dcep.OPEN) {
            onOpen(message, channel);
        } else if (message.data()[0] == Dcep.ACK && channel != null) {
            channel.acknowledge();
        } else {
            owner.countIgnored();
        }
    }

    /** RFC 8832 §6: what cannot be a new channel of the peer's is closed. */
    private void onOpen(SctpMessage message, @Nullable DataChannel existing) {
        int streamId = message.streamId();
        if (existing != null && existing.isIncomingReset()) {
            owner.association().confirmReset(streamId, this);
        }
        if (channels.contains(streamId)) {
            if (existing != null && existing.become(DataChannel.State.CLOSING)) {
                owner.association().wantReset(streamId);
            }
            return;
        }
        DataChannelConfig asked = Dcep.parseOpen(message.data());
        boolean isOurs = owner.owns(streamId);
        if (asked == null || isOurs || channels.isFull() || !send(Dcep.ack(streamId))) {
            owner.countIgnored();
            owner.association().wantReset(streamId);
            return;
        }
        DataChannel channel = new DataChannel(asked, streamId);
        channel.acknowledge();
        channels.put(channel);
        open(channel);
    }
}
