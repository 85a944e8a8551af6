package org.kaskado.worker.frame.ffmpeg;

import java.util.concurrent.atomic.AtomicInteger;
import org.kaskado.worker.graph.MediaItem;

/** An item whose native frame lives until the last reference is given back. */
abstract class CountedItem implements MediaItem {
    private final AtomicInteger references = new AtomicInteger(1);

    @Override
    public final MediaItem share() {
        if (references.getAndIncrement() <= 0) {
            throw new IllegalStateException("a frame was used after its release");
        }
        return this;
    }

    @Override
    public final void release() {
        int left = references.decrementAndGet();
        if (left == 0) {
            free();
        } else if (left < 0) {
            throw new IllegalStateException("a frame was released twice");
        }
    }

    abstract void free();
}
