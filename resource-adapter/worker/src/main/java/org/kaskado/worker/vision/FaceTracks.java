package org.kaskado.worker.vision;

import java.util.ArrayList;
import java.util.List;

/** Steadies what a detector finds: a face moves smoothly, and one that was missed stays for a moment. Pure. */
public final class FaceTracks {
    /** A detector misses a face for some frames now and then; half a second hides that. */
    static final long KEEP_NS = 500_000_000L;

    /** How far a shown rectangle moves towards a found one at once. */
    private static final double STEP = 0.5;

    private record Track(Region region, long seenNs) {}

    private List<Track> tracks = List.of();

    /** Takes what was found at a time. */
    public void found(List<Region> faces, long nowNs) {
        List<Track> next = new ArrayList<>();
        List<Track> former = new ArrayList<>(tracks);
        for (Region face : faces) {
            Track match = former.stream()
                    .filter(track -> track.region().isNear(face))
                    .findFirst()
                    .orElse(null);
            former.remove(match);
            next.add(new Track(match == null ? face : match.region().towards(face, STEP), nowNs));
        }
        next.addAll(former);
        tracks = next;
    }

    /** Where faces are at a time. */
    public List<Region> at(long nowNs) {
        tracks = tracks.stream()
                .filter(track -> nowNs - track.seenNs() <= KEEP_NS)
                .toList();
        return tracks.stream().map(Track::region).toList();
    }
}
