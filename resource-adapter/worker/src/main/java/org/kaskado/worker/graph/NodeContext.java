package org.kaskado.worker.graph;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.Caps;
import org.kaskado.processing.FromWorker;

/** A node's way to the rest of its graph. Thread-safe unless said otherwise. */
public interface NodeContext {
    long graphId();

    int nodeId();

    /** For thread names and messages. */
    String label();

    /** Nanoseconds since the graph was opened. */
    long nowNs();

    /** Sends an item to all links of an output pad and takes the reference. */
    void emit(String pad, MediaItem item);

    /** Tells all links of an output pad that the stream ended. */
    void emitEnd(String pad);

    /** Raises an event at the server. */
    void event(String type, Map<String, @Nullable Object> data);

    /** Raises the event {@code Error} with {@code code} and {@code message}. */
    void error(NodeException why);

    /** Says what the output pads carry. */
    void padsKnown(List<Caps> pads);

    /** Sends any message to the server. */
    void send(FromWorker message);

    /** Whether the link to the server holds less than it may. */
    boolean linkHasRoom();

    /** Asks upstream of an input pad for a key frame. */
    void requestKeyFrame(String pad);

    /** Runs a task on the node's turn. */
    void post(Runnable task);

    /** Runs a task on the node's turn, after a delay. */
    void after(long delayNs, Runnable task);

    /** Lets the node go on after {@link Node#isReady} was false. */
    void wake();

    /** Takes everything that waits in the inputs now. From the node's turn only. */
    void drainInputs();

    /**
     * Runs a task on the node's turn when everything that is on its way to the node now has come, or nothing moves any
     * more; media that comes later does not count. From the node's turn only.
     */
    void afterUpstream(Runnable task);

    /** Whether every link of the pad can take one more item. */
    boolean hasRoom(String pad);

    /** Starts the thread of a source; the reply tells whether its start went well. */
    SourceLoop startSource(SourceLoop.Source source, Reply reply);

    /** Counts an item that was given up. */
    void countDropped();

    /** Counts bytes that left through a door other than a link. */
    void countOut(long bytes);
}
