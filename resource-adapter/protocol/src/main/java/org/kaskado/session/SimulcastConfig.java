package org.kaskado.session;

import java.util.List;

/**
 * The simulcast streams of one direction (RFC 8853 §5.1), in the description's order.
 *
 * @param streams each has at least one way to be coded; the first is the preferred one
 */
public record SimulcastConfig(List<List<RidConfig>> streams) {
    public static final SimulcastConfig NONE = new SimulcastConfig(List.of());

    public SimulcastConfig {
        streams = streams.stream().map(List::copyOf).toList();
    }

    public boolean isEmpty() {
        return streams.isEmpty();
    }

    /** All RIDs, alternatives among them, in order. */
    public List<RidConfig> rids() {
        return streams.stream().flatMap(List::stream).toList();
    }
}
