package org.kaskado.worker.graph;

import org.kaskado.processing.FromWorker;

/** The way to the server. Thread-safe; never blocks. */
public interface Outbox {
    void send(FromWorker message);

    /** False while more waits to be written than is healthy; who sends bulk bytes holds back. */
    boolean hasRoom();

    /** Calls back once, on some thread, when {@link #hasRoom} is true again; the callback only posts. */
    void onRoom(Runnable callback);
}
