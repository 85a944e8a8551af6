package org.kaskado.net;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** How many packets were dropped, by reason. Belongs to one loop. */
public final class DropCounters {
    private final Map<Drop, long[]> counts = new EnumMap<>(Drop.class);

    public DropCounters() {
        for (Drop reason : Drop.values()) {
            counts.put(reason, new long[1]);
        }
    }

    public void count(Drop reason) {
        cell(reason)[0]++;
    }

    public long of(Drop reason) {
        return cell(reason)[0];
    }

    /** All but {@link Drop#NONE}. */
    public long total() {
        return counts.values().stream().mapToLong(cell -> cell[0]).sum() - of(Drop.NONE);
    }

    /** As {@code reason=count}, separated by commas; empty when nothing was dropped. */
    @Override
    public String toString() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey() != Drop.NONE && entry.getValue()[0] > 0)
                .map(entry -> entry.getKey() + "=" + entry.getValue()[0])
                .collect(Collectors.joining(", "));
    }

    private long[] cell(Drop reason) {
        return Objects.requireNonNull(counts.get(reason), "every reason has a cell");
    }
}
