package org.kaskado.pipeline;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.frame.Caps;
import org.kaskado.frame.EncodedFrame;
import org.kaskado.processing.NodeSpec;

/** Asks for a worker node and hears of it, on the loop of the pipeline. */
public interface NodeOwner {
    /** What the node shall be; called once, just before it is made. Streams are opened through the handle. */
    NodeSpec spec(NodeHandle node);

    /** The node was sent to the worker; commands may follow at once. */
    default void onPlaced(NodeHandle node) {}

    /** A source knows its pads. */
    default void onPads(List<Caps> pads) {}

    /** The worker could not make the node. */
    void onRefused(MediaErrorCode code, String message);

    /** An event of the node, but not {@code Error}. */
    default void onEvent(String type, Map<String, @Nullable Object> data) {}

    /** A frame of a node that hands frames to the server. */
    default void onFrame(EncodedFrame frame) {}

    /** The node failed while it worked. */
    default void onError(MediaErrorCode code, String message) {
        onRefused(code, message);
    }
}
