package org.kaskado.worker.graph;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;

/** The queue behind one linked input pad. Guarded by the lock of its graph. */
final class Input {
    /** Coded frames and short sound chunks: about two seconds. */
    static final int MAX_ITEMS = 128;

    /** Raw pictures: five of 720p, one of 4K. */
    static final long MAX_BYTES = 8L * 1024 * 1024;

    /** Marks the end of a stream among the items. */
    static final MediaItem END = new EndMark();

    final NodeHost source;
    final String sourcePad;
    final NodeHost sink;
    final String sinkPad;
    private final ArrayDeque<MediaItem> items = new ArrayDeque<>();
    private long bytes;
    private long put;
    private long taken;
    private boolean isUnlinked;

    Input(NodeHost source, String sourcePad, NodeHost sink, String sinkPad) {
        this.source = source;
        this.sourcePad = sourcePad;
        this.sink = sink;
        this.sinkPad = sinkPad;
    }

    boolean hasRoom() {
        return items.size() < MAX_ITEMS && bytes < MAX_BYTES;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** Items that ever came. */
    long put() {
        return put;
    }

    /** Items that ever left. */
    long taken() {
        return taken;
    }

    void unlinked() {
        isUnlinked = true;
    }

    boolean isUnlinked() {
        return isUnlinked;
    }

    void put(MediaItem item) {
        items.add(item);
        put++;
        bytes += item.sizeBytes();
    }

    @Nullable
    MediaItem poll() {
        MediaItem item = items.poll();
        if (item != null) {
            bytes -= item.sizeBytes();
            taken++;
        }
        return item;
    }

    private static final class EndMark implements MediaItem {
        @Override
        public MediaKind kind() {
            return MediaKind.DATA;
        }

        @Override
        public long ptsNs() {
            return 0;
        }

        @Override
        public int sizeBytes() {
            return 0;
        }

        @Override
        public MediaItem share() {
            return this;
        }

        @Override
        public void release() {}
    }
}
