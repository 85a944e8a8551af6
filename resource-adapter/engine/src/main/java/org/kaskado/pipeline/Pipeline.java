package org.kaskado.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.Caps;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.ToWorker;

/** Elements, their links, and the graph in a worker that does their work. Lives on one media loop. */
public final class Pipeline extends MediaObject {
    private static final int MAX_LOSSES = 3;
    private static final long LOSS_WINDOW_NS =
            TimeUnit.SECONDS.toNanos(60); // three dead workers a minute: the media kills

    /** Operations of the catalogue's {@code MediaPipeline}. */
    public static final OperationTable<Pipeline> OPERATIONS = OperationTable.of(Pipeline.class)
            .inherit(MediaObject.OPERATIONS)
            .property("latencyStats", pipeline -> pipeline.flow.isLatencyMeasured())
            .writer(
                    "latencyStats",
                    (pipeline, arguments) -> pipeline.flow.measureLatency(arguments.flag("latencyStats")))
            .answer("getGstreamerDot", (pipeline, arguments) -> GraphDrawing.of(pipeline))
            .action(
                    "dumpGstreamerDot",
                    pipeline -> pipeline.services().log(System.Logger.Level.INFO, GraphDrawing.of(pipeline)))
            .build();

    private final PipelineServices services;
    private final PipelineGraph graph;
    private final PipelineLinks links = new PipelineLinks(this);
    private final FlowMonitor flow = new FlowMonitor(this);
    private final TranscodingMonitor transcoding = new TranscodingMonitor();
    private final AdaptorPlanner planner;
    private final List<Element> elements = new ArrayList<>();
    private final Deque<Long> losses = new ArrayDeque<>();
    private PlannedInputs inputs = new PlannedInputs(Map.of(), Set.of(), Set.of(), List.of());
    private Planning planning = Planning.IDLE;

    private enum Planning {
        IDLE,
        RUNNING,
        AGAIN,
        CLOSED
    }

    public Pipeline(ElementType.Identity identity, PipelineServices services, int codecThreads) {
        super(identity, null);
        this.services = services;
        this.planner = new AdaptorPlanner(services.isTranscodingAllowed(), codecThreads);
        this.graph = new PipelineGraph(identity.id(), services, new Watcher());
    }

    @Override
    public Pipeline pipeline() {
        return this;
    }

    public PipelineServices services() {
        return services;
    }

    public PipelineLinks links() {
        return links;
    }

    FlowMonitor flow() {
        return flow;
    }

    /** Elements in order of creation; a copy. */
    public List<Element> elements() {
        return List.copyOf(elements);
    }

    /** Puts a new element into the pipeline. */
    public void add(Element element) {
        adopt(element);
        elements.add(element);
        replan();
    }

    void forget(Element element) {
        links.isolate(element);
        elements.remove(element);
        flow.forget(element);
        replan();
    }

    /** Says that pads of an element count packets; their flow is watched from now on. */
    public void watchPackets() {
        flow.watchPackets();
    }

    boolean isTranscoding(SourcePad pad) {
        return transcoding.isTranscoding(pad);
    }

    /** The outcome of the last negotiation. */
    public PlannedInputs inputs() {
        return inputs;
    }

    /** Whether frames of this element reach somebody who watches, so that they must come at clock speed. */
    public boolean isWatched(Element source) {
        return Reach.from(source).stream().anyMatch(Element::isWatched);
    }

    /** Lets a worker inspect an input, which is closed afterwards; answers as {@link ToWorker.Inspect} says. */
    public CompletionStage<@Nullable Object> inspect(MediaFiles.Input input, int posterWidth, long posterAtMs) {
        return graph.inspect(input, posterWidth, posterAtMs);
    }

    /** Negotiates and plans anew, and brings the worker's graph to the plan. Call after every change. */
    public PlannedInputs replan() {
        if (planning == Planning.CLOSED) {
            return inputs;
        }
        if (planning != Planning.IDLE) {
            planning = Planning.AGAIN;
            return inputs;
        }
        do {
            planning = Planning.RUNNING;
            planOnce();
        } while (planning == Planning.AGAIN);
        if (planning == Planning.RUNNING) {
            planning = Planning.IDLE;
        }
        return inputs;
    }

    /** Stops planning before the children go one by one. */
    public CompletionStage<@Nullable Void> close(String cause) {
        planning = Planning.CLOSED;
        CompletionStage<@Nullable Void> closed = graph.close();
        release(cause);
        return closed;
    }

    @Override
    protected void onRelease() {
        planning = Planning.CLOSED;
        flow.close();
        graph.close();
    }

    private void planOnce() {
        PlannedInputs former = inputs;
        inputs = planner.negotiate(
                elements.stream().flatMap(element -> element.sinks().stream()).toList());
        for (Element element : List.copyOf(elements)) {
            element.sinks().forEach(sink -> sink.feed(inputs.packetsOf(sink)));
        }
        Map<String, NodeDemand> nodes = new LinkedHashMap<>();
        for (Element element : List.copyOf(elements)) {
            element.nodes(inputs).forEach(demand -> nodes.put(demand.key(), demand));
        }
        AdaptorPlan plan = planner.plan(inputs);
        plan.converters()
                .forEach((key, converter) -> nodes.put(key, new NodeDemand(key, new ConverterNode(converter))));
        graph.apply(nodes, plan.links());
        transcoding.update(inputs, services);
        inputs.refused().stream()
                .filter(input -> former.refused().stream().noneMatch(known -> known.sink() == input.sink()))
                .forEach(input -> input.sink().element().onInputRefused(input));
    }

    private boolean mayResume() {
        long nowNs = services.loop().nowNs();
        losses.addLast(nowNs);
        while (nowNs - losses.getFirst() > LOSS_WINDOW_NS) {
            losses.removeFirst();
        }
        return losses.size() < MAX_LOSSES;
    }

    /** What happens to the graph as a whole. */
    private final class Watcher implements GraphWatcher {
        @Override
        public void onWorkerLost(String reason) {
            boolean mayResume = mayResume();
            String description = "the media worker of this pipeline was lost: " + reason;
            services.log(System.Logger.Level.WARNING, description);
            raiseError(MediaErrorCode.WORKER_LOST, description);
            for (Element element : List.copyOf(elements)) {
                element.raiseError(MediaErrorCode.WORKER_LOST, description);
                element.onWorkerLost(new MediaException(MediaErrorCode.WORKER_LOST, description), mayResume);
            }
            replan();
        }

        @Override
        public void onNoWorker(String reason) {
            String description = "no media worker could be had: " + reason;
            services.log(System.Logger.Level.ERROR, description);
            raiseError(MediaErrorCode.NOT_ENOUGH_RESOURCES, description);
            for (Element element : List.copyOf(elements)) {
                element.onWorkerLost(new MediaException(MediaErrorCode.NOT_ENOUGH_RESOURCES, description), false);
            }
            replan();
        }

        @Override
        public void onStatistics(Map<String, Map<?, ?>> counters) {
            flow.count(counters);
        }
    }

    /** A decoder or encoder of the agnostic adaptor; its failures are those of the element whose frames it works on. */
    private record ConverterNode(AdaptorPlan.Converter converter) implements NodeOwner {
        @Override
        public NodeSpec spec(NodeHandle node) {
            return converter.spec();
        }

        @Override
        public void onRefused(MediaErrorCode code, String message) {
            Caps caps = converter.origin().state() == PadState.OFFERED
                    ? converter.origin().caps()
                    : null;
            converter
                    .origin()
                    .element()
                    .raiseError(code, message + (caps == null ? "" : " (input " + caps.codec() + ")"));
        }
    }
}
