package org.kaskado.workers;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.kaskado.processing.FromWorker;

/** Which graph a message of a worker belongs to. */
final class WorkerRouting {
    private static final Map<Class<?>, ToLongFunction<FromWorker>> GRAPH_OF = new HashMap<>();

    static {
        by(FromWorker.PadsKnown.class, FromWorker.PadsKnown::graphId);
        by(FromWorker.NodeEvent.class, FromWorker.NodeEvent::graphId);
        by(FromWorker.GraphClosed.class, FromWorker.GraphClosed::graphId);
        by(FromWorker.FrameOut.class, FromWorker.FrameOut::graphId);
        by(FromWorker.Statistics.class, FromWorker.Statistics::graphId);
        by(FromWorker.Log.class, FromWorker.Log::graphId);
        by(FromWorker.Result.class, message -> PooledGraph.graphOf(message.requestId()));
        by(FromWorker.ReadStream.class, message -> PooledGraph.graphOf(message.streamId()));
        by(FromWorker.ContainerBytes.class, message -> PooledGraph.graphOf(message.streamId()));
    }

    private WorkerRouting() {}

    /** 0 when it belongs to the worker as a whole. */
    static long graphOf(FromWorker message) {
        ToLongFunction<FromWorker> rule = GRAPH_OF.get(message.getClass());
        return rule == null ? 0 : rule.applyAsLong(message);
    }

    private static <M extends FromWorker> void by(Class<M> type, ToLongFunction<M> rule) {
        GRAPH_OF.put(type, message -> rule.applyAsLong(type.cast(message)));
    }
}
