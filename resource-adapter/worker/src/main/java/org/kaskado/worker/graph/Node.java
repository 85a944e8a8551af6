package org.kaskado.worker.graph;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.EncodedFrame;

/**
 * What a node does. Its methods are called one at a time, never two at once, on changing threads, in the order of
 * arrival; {@link #open} is the first call and {@link #close} the last.
 */
public abstract class Node {
    /** Makes the node ready and answers; it may answer later, from another thread. */
    public abstract void open(NodeContext context, Reply reply) throws NodeException;

    /** Takes one item of an input pad and the reference to it. */
    public void take(String pad, MediaItem item) throws NodeException {
        item.release();
    }

    /** Everything of an input pad has been taken; more may follow after a restart of the source. */
    public void end(String pad) throws NodeException {}

    /** The link into a pad is gone. */
    public void unlinked(String pad) throws NodeException {}

    /** Does a command of the node's own vocabulary. */
    public void command(String verb, Map<String, @Nullable Object> arguments, Reply reply) throws NodeException {
        throw new NodeException(
                NodeException.UNKNOWN_COMMAND, "This node has no command '" + verb + "'; it has no commands at all.");
    }

    /** A sink wants a key frame; true when the node sees to it, false to ask further upstream. */
    public boolean keyFrameRequested(String pad) {
        return false;
    }

    /** A coded frame from the server. */
    public void frameIn(EncodedFrame frame) throws NodeException {}

    /** Whether the node can take an item now; after false it calls {@link NodeContext#wake} when it can. */
    public boolean isReady() {
        return true;
    }

    /** Finishes outputs and gives back all it holds. */
    public abstract void close();
}
