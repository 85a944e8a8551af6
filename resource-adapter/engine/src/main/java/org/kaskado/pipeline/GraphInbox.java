package org.kaskado.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.processing.FromWorker;
import org.kaskado.workers.WorkerGraph;

/** Sorts the messages of a worker: answers to requests, news to node owners, bytes to streams. */
final class GraphInbox {
    private final PipelineGraph graph;
    private final Map<Class<? extends FromWorker>, Consumer<FromWorker>> handlers = new HashMap<>();

    GraphInbox(PipelineGraph graph) {
        this.graph = graph;
        handle(FromWorker.Result.class, message -> graph.requests().answered(message));
        handle(FromWorker.PadsKnown.class, this::padsKnown);
        handle(FromWorker.NodeEvent.class, this::nodeEvent);
        handle(FromWorker.ReadStream.class, this::readStream);
        handle(FromWorker.ContainerBytes.class, this::containerBytes);
        handle(FromWorker.FrameOut.class, this::frameOut);
        handle(FromWorker.Statistics.class, this::statistics);
        handle(FromWorker.Log.class, this::log);
        handle(FromWorker.GraphClosed.class, message -> graph.closedByWorker());
    }

    private <T extends FromWorker> void handle(Class<T> type, Consumer<T> handler) {
        handlers.put(type, message -> handler.accept(type.cast(message)));
    }

    /** Listens for one opening of the graph; what comes for a former one is dropped. */
    WorkerGraph.Listener listener(int epoch) {
        return new WorkerGraph.Listener() {
            @Override
            public void onMessage(FromWorker message) {
                Consumer<FromWorker> handler = handlers.get(message.getClass());
                if (handler != null && (graph.isCurrent(epoch) || message instanceof FromWorker.GraphClosed)) {
                    handler.accept(message);
                }
            }

            @Override
            public void onLost(String reason) {
                graph.lost(epoch, reason);
            }
        };
    }

    /** The door's code of a name, UNEXPECTED_ERROR for a name that it does not know. */
    static MediaErrorCode codeOf(@Nullable String name) {
        for (MediaErrorCode code : MediaErrorCode.values()) {
            if (code.name().equals(name)) {
                return code;
            }
        }
        return MediaErrorCode.UNEXPECTED_ERROR;
    }

    private void padsKnown(FromWorker.PadsKnown message) {
        NodeHandle node = graph.live().find(message.nodeId());
        if (node != null) {
            node.owner().onPads(message.pads());
        }
    }

    private void nodeEvent(FromWorker.NodeEvent message) {
        NodeHandle node = graph.live().find(message.nodeId());
        if (node == null) {
            return;
        }
        if (message.type().equals("Error")) {
            node.owner()
                    .onError(
                            codeOf(Objects.toString(message.data().get("code"), null)),
                            Objects.toString(message.data().get("message"), "the media node failed"));
        } else {
            node.owner().onEvent(message.type(), message.data());
        }
    }

    private void readStream(FromWorker.ReadStream message) {
        NodeHandle.Stream stream = graph.live().stream(message.streamId());
        if (stream == null || stream.reader() == null) {
            return;
        }
        stream.reader().read(message.offset(), message.maxBytes()).whenComplete((data, failure) -> {
            String error = failure == null ? null : Objects.toString(failure.getMessage(), failure.toString());
            graph.answerRead(
                    message.streamId(), message.offset(), data == null || error != null ? new byte[0] : data, error);
        });
    }

    private void containerBytes(FromWorker.ContainerBytes message) {
        NodeHandle.Stream stream = graph.live().stream(message.streamId());
        if (stream != null && stream.writer() != null) {
            stream.writer().onChunk(message);
        }
    }

    private void frameOut(FromWorker.FrameOut message) {
        NodeHandle node = graph.live().find(message.nodeId());
        if (node != null) {
            node.owner().onFrame(message.frame());
        }
    }

    private void statistics(FromWorker.Statistics message) {
        Map<String, Map<?, ?>> byKey = new HashMap<>();
        message.nodes().forEach((nodeId, counters) -> {
            NodeHandle node = graph.live().find(Integer.parseInt(nodeId));
            if (node != null && counters instanceof Map<?, ?> map) {
                byKey.put(node.key(), map);
            }
        });
        graph.watcher().onStatistics(byKey);
    }

    private void log(FromWorker.Log message) {
        System.Logger.Level level = switch (message.level()) {
            case "ERROR" -> System.Logger.Level.ERROR;
            case "WARN" -> System.Logger.Level.WARNING;
            default -> System.Logger.Level.INFO;
        };
        graph.logged(level, message.text());
    }
}
