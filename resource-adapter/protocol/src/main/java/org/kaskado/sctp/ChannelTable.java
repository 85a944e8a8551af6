package org.kaskado.sctp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The channels of an association: those with a stream, and those that wait for one. */
final class ChannelTable {
    private final int maxChannels;
    private final Map<Integer, DataChannel> byId = new LinkedHashMap<>();
    private final Set<DataChannel> waiting = new LinkedHashSet<>();
    private int lowestFree;

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
        waiting.remove(channel);
        if (byId.remove(channel.id(), channel)) {
            lowestFree = Math.min(lowestFree, channel.id());
        }
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
        lowestFree = 0;
        waiting.clear();
        return all;
    }

    /** All channels with a stream that did not open yet because there was no association. */
    List<DataChannel> unopened() {
        return byId.values().stream()
                .filter(channel -> channel.state() == DataChannel.State.CONNECTING)
                .toList();
    }

    /** The lowest free stream of this parity, always the same one for a table, or {@link DataChannel#NO_ID}. */
    int freeId(StreamParity parity, int streams) {
        for (int id = parity.owns(lowestFree) ? lowestFree : lowestFree + 1; id < streams; id += 2) {
            if (!byId.containsKey(id)) {
                lowestFree = id;
                return id;
            }
        }
        return DataChannel.NO_ID;
    }
}
