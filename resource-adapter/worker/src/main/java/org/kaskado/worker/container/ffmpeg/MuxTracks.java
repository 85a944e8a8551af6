package org.kaskado.worker.container.ffmpeg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kaskado.frame.Caps;
import org.kaskado.frame.MediaKind;
import org.kaskado.worker.frame.ffmpeg.TrackFormat;

/** Which tracks a container is to have, which have come, and which have ended. */
final class MuxTracks {
    /** Wallclock that a track may be late before the header is written without it. */
    private static final long TRACK_WAIT_NS = 5_000_000_000L;

    /** The same when nobody said which tracks there will be. */
    private static final long UNNAMED_TRACK_WAIT_NS = 1_000_000_000L;

    private final boolean isNamed;
    private final Set<MediaKind> missing = EnumSet.noneOf(MediaKind.class);
    private final Set<MediaKind> ended = EnumSet.noneOf(MediaKind.class);
    private final Map<MediaKind, TrackFormat> formats = new EnumMap<>(MediaKind.class);
    private long firstItemNs = Long.MIN_VALUE;

    /** @param named tracks to wait for; empty when nobody knows */
    MuxTracks(List<Caps> named) {
        isNamed = !named.isEmpty();
        named.forEach(caps -> missing.add(caps.kind()));
    }

    Set<MediaKind> missing() {
        return missing;
    }

    Set<MediaKind> known() {
        return formats.keySet();
    }

    /** An item of a track came. */
    void came(MediaKind kind, TrackFormat format, long nowNs) {
        if (firstItemNs == Long.MIN_VALUE) {
            firstItemNs = nowNs;
        }
        ended.remove(kind);
        missing.remove(kind);
        formats.putIfAbsent(kind, format);
    }

    void ended(MediaKind kind) {
        ended.add(kind);
    }

    void givenUp(MediaKind kind) {
        missing.remove(kind);
    }

    boolean haveAllEnded() {
        return missing.isEmpty() && ended.containsAll(formats.keySet());
    }

    /** Whether the header can be written: all tracks have come, or one is too late. */
    boolean isHeaderPossible(long nowNs) {
        if (formats.isEmpty()) {
            return false;
        }
        long waitNs = isNamed ? TRACK_WAIT_NS : UNNAMED_TRACK_WAIT_NS;
        boolean isComplete = isNamed ? missing.isEmpty() : formats.size() > 1;
        return isComplete || nowNs - firstItemNs >= waitNs;
    }

    /** Picture first, as every program writes it. */
    List<TrackFormat> inOrder() {
        List<TrackFormat> ordered = new ArrayList<>(formats.values());
        ordered.sort(Comparator.comparing(format -> format.caps().kind() != MediaKind.VIDEO));
        return ordered;
    }
}
