package org.kaskado.workers;

import org.kaskado.processing.FromWorker;
import org.kaskado.processing.ToWorker;

/** One graph in one worker. Used on the loop of its pipeline only. */
public interface WorkerGraph {
    /** The id to put into messages. */
    long graphId();

    /**
     * A number that is unique in all workers and by which answers find this graph: request ids and stream ids must come
     * from here.
     */
    long nextId();

    /** Sends a message in order; messages to a lost worker are dropped and counted. */
    void send(ToWorker message);

    /** Closes the graph; outputs are finalised by the worker. Closing twice is silence. */
    void close();

    /** Hears what happens to a graph, on the pipeline's loop. */
    interface Listener {
        void onMessage(FromWorker message);

        /**
         * The worker died or its link broke; this graph is gone. The pool has a spare, so a new graph may be opened from
         * here at once.
         */
        void onLost(String reason);
    }
}
