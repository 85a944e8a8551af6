package org.kaskado.pipeline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.runtime.MediaLoop;

/** Whether media flows through the pads, from the counters that the worker sends once a second. */
final class FlowMonitor {
    private static final int QUIET_TICKS = 3; // about the 2.5 to 3 s after which clients are used to hear NOT_FLOWING

    private static final long TICK_NS = TimeUnit.SECONDS.toNanos(1); // as often as workers count

    private final Pipeline pipeline;
    private final Map<Object, Flow> flows = new HashMap<>();
    private Map<String, Map<?, ?>> counters = Map.of();
    private boolean isLatencyMeasured;
    private MediaLoop.@Nullable Deadline tick;

    FlowMonitor(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    boolean isLatencyMeasured() {
        return isLatencyMeasured;
    }

    void measureLatency(boolean wanted) {
        isLatencyMeasured = wanted;
    }

    boolean isFlowing(Object pad) {
        Flow flow = flows.get(pad);
        return flow != null && flow.isFlowing;
    }

    void forget(Element element) {
        flows.keySet().removeAll(element.sources());
        flows.keySet().removeAll(element.sinks());
    }

    /** Takes new counters, by node key. */
    void count(Map<String, Map<?, ?>> newCounters) {
        counters = newCounters;
        if (tick == null) {
            look();
        }
    }

    /** Begins to look once a second by itself: some pads carry packets that no worker counts. */
    void watchPackets() {
        if (tick == null) {
            MediaLoop loop = pipeline.services().loop();
            tick = loop.at(loop.nowNs() + TICK_NS, this::onTick);
        }
    }

    void close() {
        if (tick != null) {
            tick.cancel();
        }
    }

    private void onTick() {
        tick = null;
        look();
        if (pipeline.elements().stream().anyMatch(FlowMonitor::carriesPackets)) {
            watchPackets();
        }
    }

    private static boolean carriesPackets(Element element) {
        return element.sources().stream().anyMatch(pad -> pad.counter() != null)
                || element.sinks().stream().anyMatch(pad -> pad.counter() != null);
    }

    private void look() {
        for (Element element : pipeline.elements()) {
            for (SourcePad source : element.sources()) {
                if (source.isLinked()) {
                    update(source, element, source.kind(), framesOf(source), "MediaFlowOutStateChanged");
                }
            }
            for (SinkPad sink : element.sinks()) {
                if (sink.link() != null) {
                    update(sink, element, sink.kind(), framesInto(sink), "MediaFlowInStateChanged");
                }
            }
        }
    }

    /** The catalogue's statistics of an element: latency per sink, when the pipeline measures it. */
    @Nullable
    Object statistics(Element element, @Nullable String medium) {
        if (!isLatencyMeasured) {
            return Map.of();
        }
        List<Map<String, @Nullable Object>> latencies = element.sinks().stream()
                .filter(sink -> sink.link() != null
                        && sink.nodeKey() != null
                        && (medium == null || medium.equals(sink.kind().name())))
                .map(this::latency)
                .toList();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", element.id());
        members.put("type", "element");
        members.put("timestampMillis", pipeline.services().wallclockMs());
        members.put("inputLatency", latencies);
        return Map.of(element.id(), Register.of("ElementStats", members));
    }

    private Map<String, @Nullable Object> latency(SinkPad sink) {
        String medium = sink.kind().name();
        Object latencyMs =
                counters.getOrDefault(String.valueOf(sink.nodeKey()), Map.of()).get("latencyMs");
        double averageNs = latencyMs instanceof Number number ? number.doubleValue() * 1_000_000 : 0;
        return Register.of(
                "MediaLatencyStat",
                Map.of(
                        "name", "sink_" + medium.toLowerCase(Locale.ROOT) + "_default",
                        "type", medium,
                        "avg", averageNs));
    }

    private void update(Object pad, Element element, MediaKind kind, long frames, String event) {
        Flow flow = flows.computeIfAbsent(pad, unused -> new Flow());
        if (flow.changes(frames)) {
            element.raise(
                    event,
                    Map.of(
                            "state",
                            flow.isFlowing ? "FLOWING" : "NOT_FLOWING",
                            "padName",
                            "default",
                            "mediaType",
                            kind.name()));
        }
    }

    private long framesOf(SourcePad pad) {
        AdaptorPlanner.Offer offer = new AdaptorPlanner(true, 1).offerOf(pad, new HashSet<>());
        SourcePad origin = offer.pad();
        if (origin == null) {
            return 0;
        }
        LongSupplier packets = origin.counter();
        return packets != null ? packets.getAsLong() : counter(origin.nodeKey(), "framesOut", pad.kind());
    }

    private long framesInto(SinkPad sink) {
        Link link = sink.link();
        LongSupplier packets = sink.counter();
        if (packets != null) {
            return packets.getAsLong();
        }
        if (sink.nodeKey() != null) {
            return pipeline.inputs().of(sink) == null ? 0 : counter(sink.nodeKey(), "framesIn", sink.kind());
        }
        return link == null || sink.policy() != null ? 0 : framesOf(link.source());
    }

    /** The counter of one medium, or the node's total where the worker does not tell media apart. */
    private long counter(@Nullable String nodeKey, String name, MediaKind kind) {
        Map<?, ?> node = nodeKey == null ? null : counters.get(nodeKey);
        if (node == null) {
            return 0;
        }
        String medium = kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
        Object value = node.get(name + medium);
        if (value == null) {
            value = kind == MediaKind.DATA ? null : node.get(name);
        }
        return value instanceof Number number ? number.longValue() : 0;
    }

    /** The flow through one pad. */
    private static final class Flow {
        private long frames;
        private int quietTicks;
        private boolean isFlowing;

        boolean changes(long newFrames) {
            boolean isMoving = newFrames > frames;
            frames = newFrames;
            quietTicks = isMoving ? 0 : quietTicks + 1;
            boolean former = isFlowing;
            isFlowing = isMoving || (isFlowing && quietTicks < QUIET_TICKS);
            return former != isFlowing;
        }
    }
}
