package org.kaskado.forward;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One video track of a viewer in a {@link LayerChoice}: its steps, from nothing to all it may get. */
public final class LayerTrack {
    /** The step of a track that gets nothing. */
    static final int PAUSED = -1;

    /** One thing that the track can get, and what it costs. */
    record Step(Layers layers, long bps) {}

    private final ForwardReceiver receiver;
    private int priority;
    private Layers limit = Layers.all(Integer.MAX_VALUE);
    private List<Step> steps = List.of();
    private @Nullable Layers chosen;
    private boolean isRising;
    private long risingSinceNs;

    LayerTrack(ForwardReceiver receiver, int priority) {
        this.receiver = receiver;
        this.priority = priority;
    }

    public ForwardReceiver receiver() {
        return receiver;
    }

    /** Higher is served first. */
    public void setPriority(int newPriority) {
        priority = newPriority;
    }

    /** The most that is of use, such as for the size of the viewer's picture. */
    public void setLimit(Layers newLimit) {
        limit = newLimit;
    }

    /** What was chosen last; null while paused for want of bandwidth. */
    public @Nullable Layers chosen() {
        return chosen;
    }

    int priority() {
        return priority;
    }

    /** Reads from the source what there is now, cheapest first; a dearer step that gives less is left out. */
    void refresh(long nowNs) {
        ForwardSource source = receiver.source();
        List<Step> found = new ArrayList<>();
        for (int encoding = 0; encoding < source.config().encodings() && encoding <= limit.encoding(); encoding++) {
            if (source.isAvailable(nowNs, encoding)) {
                addEncoding(source, encoding, found);
            }
        }
        steps = found.isEmpty() ? List.of(new Step(new Layers(0, limit.spatial(), limit.temporal()), 0)) : found;
    }

    private void addEncoding(ForwardSource source, int encoding, List<Step> found) {
        int topSpatial = Math.min(limit.spatial(), source.topSpatial(encoding));
        int topTemporal = Math.min(limit.temporal(), source.topTemporal(encoding));
        for (int spatial = 0; spatial <= topSpatial; spatial++) {
            for (int temporal = 0; temporal <= topTemporal; temporal++) {
                Layers layers = new Layers(encoding, spatial, temporal);
                long bps = source.bps(layers);
                boolean isCheaperThanLess =
                        !found.isEmpty() && bps <= last(found).bps();
                if (isCheaperThanLess && bps > 0) {
                    found.remove(found.size() - 1);
                }
                if (bps > 0 || found.isEmpty()) {
                    found.add(new Step(layers, bps));
                }
            }
        }
    }

    private static Step last(List<Step> list) {
        return list.get(list.size() - 1);
    }

    List<Step> steps() {
        return Collections.unmodifiableList(steps);
    }

    /** Costs of a step; 0 for {@link #PAUSED}. */
    long bps(int step) {
        return step == PAUSED ? 0 : steps.get(step).bps();
    }

    /** The highest step not above what was chosen; {@link #PAUSED} when that is nothing. */
    int chosenStep() {
        int step = PAUSED;
        if (chosen != null) {
            for (int index = 0;
                    index < steps.size() && !isAbove(steps.get(index).layers(), chosen);
                    index++) {
                step = index;
            }
        }
        return step;
    }

    /** Whether the encoding that was chosen cannot be had any more. */
    boolean isChosenGone(int step) {
        return chosen != null && (step == PAUSED || steps.get(step).layers().encoding() != chosen.encoding());
    }

    private static boolean isAbove(Layers a, Layers b) {
        if (a.encoding() != b.encoding()) {
            return a.encoding() > b.encoding();
        }
        return a.spatial() != b.spatial() ? a.spatial() > b.spatial() : a.temporal() > b.temporal();
    }

    /** Whether more could be had for {@code holdNs} without a break. */
    boolean mayRise(long nowNs, boolean canRise, long holdNs) {
        if (canRise && !isRising) {
            risingSinceNs = nowNs;
        }
        isRising = canRise;
        return canRise && nowNs - risingSinceNs >= holdNs;
    }

    void choose(long nowNs, int step, ForwardOutput out) {
        isRising = false;
        if (step == PAUSED) {
            chosen = null;
            if (!receiver.isPaused()) {
                receiver.pause(nowNs, out);
            }
            return;
        }
        Layers layers = steps.get(step).layers();
        if (!layers.equals(chosen) || receiver.isPaused()) {
            chosen = layers;
            receiver.select(nowNs, layers, out);
            if (receiver.isPaused()) {
                receiver.resume(nowNs, out);
            }
        }
    }
}
