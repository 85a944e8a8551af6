package org.kaskado.forward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Shares a viewer's estimated bandwidth among its video tracks: first every track gets its lowest step, by priority; what is
 * left raises tracks one step at a time, again by priority. Steps down are taken at once, steps up only when there is room
 * to spare for some time. A track that gets nothing is paused, unless the configuration says that each gets something.
 */
public final class LayerChoice {
    private final LayerChoiceConfig config;
    private final List<LayerTrack> tracks = new ArrayList<>();

    public LayerChoice(LayerChoiceConfig config) {
        this.config = config;
    }

    /** The track takes part from the next {@link #onEstimate} on, which gives it its first layers. */
    public LayerTrack add(ForwardReceiver receiver, int priority) {
        LayerTrack track = new LayerTrack(receiver, priority);
        tracks.add(track);
        return track;
    }

    public void remove(LayerTrack track) {
        tracks.remove(track);
    }

    /** Call it with each new estimate for video (that for audio taken off), and at least once a second. */
    public void onEstimate(long nowNs, long bps, ForwardOutput out) {
        tracks.sort(Comparator.comparingInt(LayerTrack::priority).reversed());
        for (LayerTrack track : tracks) {
            track.refresh(nowNs);
        }
        int[] most = allocate(bps);
        int[] careful = allocate((long) (bps / config.upFactor()));
        for (int index = 0; index < tracks.size(); index++) {
            LayerTrack track = tracks.get(index);
            int now = track.chosenStep();
            int up = Math.min(most[index], careful[index]);
            boolean isFirst = track.chosen() == null && !track.receiver().isPaused();
            if (most[index] < now || isFirst || track.isChosenGone(now)) {
                int down = Math.min(Math.max(0, now), most[index]);
                track.choose(nowNs, isFirst ? up : down, out);
            } else if (track.mayRise(nowNs, up > now, config.holdNs())) {
                track.choose(nowNs, up, out);
            }
        }
    }

    /** What all tracks would cost at their best, in bit/s: more bandwidth than this need not be looked for. */
    public long desiredBps() {
        long sum = 0;
        for (LayerTrack track : tracks) {
            int last = track.steps().size() - 1;
            sum += last < 0 ? 0 : track.bps(last);
        }
        return sum;
    }

    /** A step for each track. */
    private int[] allocate(long bps) {
        int[] steps = new int[tracks.size()];
        long left = bps;
        for (int index = 0; index < steps.length; index++) {
            LayerTrack track = tracks.get(index);
            boolean fits = track.bps(0) <= left || !config.pausesTracks();
            steps[index] = fits ? 0 : LayerTrack.PAUSED;
            left -= fits ? track.bps(0) : 0;
        }
        boolean hasRisen = true;
        while (hasRisen) {
            hasRisen = false;
            for (int index = 0; index < steps.length; index++) {
                long cost = stepCost(tracks.get(index), steps[index]);
                if (cost >= 0 && cost <= left) {
                    steps[index]++;
                    left -= cost;
                    hasRisen = true;
                }
            }
        }
        return steps;
    }

    /** What the next step costs more; -1 when there is none, or the track is paused. */
    private static long stepCost(LayerTrack track, int step) {
        if (step == LayerTrack.PAUSED || step + 1 >= track.steps().size()) {
            return -1;
        }
        return Math.max(0, track.bps(step + 1) - track.bps(step));
    }
}
