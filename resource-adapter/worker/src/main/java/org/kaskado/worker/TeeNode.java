package org.kaskado.worker;

import org.jspecify.annotations.Nullable;
import org.kaskado.worker.graph.MediaItem;
import org.kaskado.worker.graph.Node;
import org.kaskado.worker.graph.NodeContext;
import org.kaskado.worker.graph.Reply;

/** Passes everything through, pad by pad. */
final class TeeNode extends Node {
    private @Nullable NodeContext context;

    @Override
    public void open(NodeContext opened, Reply reply) {
        context = opened;
        reply.done(null);
    }

    @Override
    public void take(String pad, MediaItem item) {
        if (context != null) {
            context.emit(pad, item);
        }
    }

    @Override
    public void end(String pad) {
        if (context != null) {
            context.emitEnd(pad);
        }
    }

    @Override
    public void close() {}
}
