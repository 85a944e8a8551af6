package org.kaskado.worker.graph;

import org.kaskado.frame.MediaKind;

/** One thing on a link, coded or raw. Counted references: who holds an item releases it once, or hands it on. */
public interface MediaItem {
    MediaKind kind();

    /** Presentation time on the graph's clock, nanoseconds. */
    long ptsNs();

    /** What it weighs in a queue. */
    int sizeBytes();

    /** One more reference to the same bytes. */
    MediaItem share();

    /** Gives this reference back. */
    void release();
}
