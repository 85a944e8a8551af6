package org.kaskado.sctp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The channels of an association: those with a stream, and those that wait for one. */
final class ChannelTable {
    private final int maxChannels;
    private final Map<Integer, DataChannel> byId = new LinkedHashMap<>();
    private final List<DataChannel> waiting = new ArrayList<>();

    ChannelTable(int maxChannels) {
        this.maxChannels = maxChannels;
    }

    boolean isFull() {
        return byId.size() + waiting.size() >= maxChannels;
    }

    @Nullable
    DataChannel get(int streamId) {
        return byId.get(streamId);
    }

    boolean contains(int streamId) {
        return byId.containsKey(streamId);
    }

    void put(DataChannel channel) {
        byId.put(channel.id(), channel);
    }

    void await(DataChannel channel) {
        waiting.add(channel);
    }

    void remove(DataChannel channel) {
        byId.remove(channel.id(), channel);
        waiting.remove(channel);
    }

    /** The channels that wait for a stream, in the order they were opened; they wait no more. */
    List<DataChannel> takeWaiting() {
        List<DataChannel> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    /** All channels; the table is empty afterwards. */
    List<DataChannel> takeAll() {
        List<DataChannel> all = new ArrayList<>(byId.values());
        all.addAll(waiting);
        byId.clear();
        waiting.clear();
        return all;
    }

    /** All channels with a stream that did not open yet because there was no association. */
    List<DataChannel> unopened() {
        return byId.values().stream()
                .filter(channel -> channel.state() == DataChannel.State.CONNECTING)
                .toList();
    }

    /** The lowest free stream of this parity, or {@link DataChannel#NO_ID}. */
    int freeId(StreamParity parity, int streams) {
        for (int id = parity.first(); id < streams; id += 2) {
            if (!byId.containsKey(id)) {
                return id;
            }
        }
        return DataChannel.NO_ID;
    }
}
