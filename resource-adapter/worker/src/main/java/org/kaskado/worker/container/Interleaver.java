package org.kaskado.worker.container;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;

/**
 * Orders the frames of several tracks by decoding time. A frame leaves when every living track has one waiting, so that
 * none can come before it; a track that stays silent longer than {@link #MAX_WAIT_NS}, or lets too much pile up, is no
 * longer waited for. Pure; not thread-safe.
 *
 * @param <T> a frame
 */
public final class Interleaver<T> {
    /** How long the other tracks wait for a silent one. */
    public static final long MAX_WAIT_NS = 1_000_000_000L;

    /** Bytes that may wait for a silent track. */
    static final long MAX_BYTES = 16L * 1024 * 1024;

    private record Entry<T>(T item, long dtsNs, int bytes, long arrivedNs) {}

    private static final class Track<T> {
        final ArrayDeque<Entry<T>> entries = new ArrayDeque<>();
        boolean isLiving = true;
    }

    private final Map<MediaKind, Track<T>> tracks = new EnumMap<>(MediaKind.class);
    private long bytes;

    /** Makes a track that is waited for. */
    public void expect(MediaKind kind) {
        tracks.computeIfAbsent(kind, any -> new Track<>()).isLiving = true;
    }

    /** A track is not waited for until it has a frame again. */
    public void end(MediaKind kind) {
        Track<T> track = tracks.get(kind);
        if (track != null) {
            track.isLiving = false;
        }
    }

    public void add(MediaKind kind, T item, long dtsNs, int itemBytes, long nowNs) {
        expect(kind);
        Track<T> track = tracks.get(kind);
        if (track != null) {
            track.entries.add(new Entry<>(item, dtsNs, itemBytes, nowNs));
            bytes += itemBytes;
        }
    }

    /** The next frame in order, or null when one must be waited for. */
    public @Nullable T next(long nowNs) {
        Track<T> first = null;
        boolean isMissing = false;
        for (Track<T> track : tracks.values()) {
            Entry<T> head = track.entries.peek();
            if (head == null) {
                isMissing |= track.isLiving;
            } else if (first == null || head.dtsNs() < headDts(first)) {
                first = track;
            }
        }
        if (first == null || (isMissing && !isOverdue(nowNs))) {
            return null;
        }
        return poll(first);
    }

    /** The next frame in order, whatever is missing; null when nothing waits. */
    public @Nullable T flush() {
        return next(Long.MAX_VALUE);
    }

    public boolean isEmpty() {
        return bytes == 0 && tracks.values().stream().allMatch(track -> track.entries.isEmpty());
    }

    /** The first waiting frame of a track. */
    public @Nullable T peek(MediaKind kind) {
        Track<T> track = tracks.get(kind);
        Entry<T> head = track == null ? null : track.entries.peek();
        return head == null ? null : head.item();
    }

    private boolean isOverdue(long nowNs) {
        if (bytes > MAX_BYTES) {
            return true;
        }
        for (Track<T> track : tracks.values()) {
            Entry<T> head = track.entries.peek();
            if (head != null && nowNs - head.arrivedNs() >= MAX_WAIT_NS) {
                return true;
            }
        }
        return false;
    }

    private static <T> long headDts(Track<T> track) {
        Entry<T> head = track.entries.peek();
        return head == null ? Long.MAX_VALUE : head.dtsNs();
    }

    private @Nullable T poll(Track<T> track) {
        Entry<T> entry = track.entries.poll();
        if (entry == null) {
            return null;
        }
        bytes -= entry.bytes();
        return entry.item();
    }
}
