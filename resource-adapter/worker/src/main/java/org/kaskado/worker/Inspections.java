package org.kaskado.worker;

import org.kaskado.processing.ToWorker;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.graph.Reply;
import org.kaskado.worker.graph.Streams;

final class Inspections {
    Inspections(Streams streams) {}

    void inspect(ToWorker.Inspect message, Reply reply) {
        reply.failed(NodeException.UNKNOWN_COMMAND, "not yet");
    }
}
