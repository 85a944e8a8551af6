package org.kaskado.pipeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.Caps;
import org.kaskado.frame.MediaKind;
import org.kaskado.runtime.MediaLoop;

/**
 * The tracks of one container: decided once, when all sources have said what they give or the wait for the slow ones is
 * over. From then on sources that change are converted to what the header says.
 */
public final class TrackKeeper {
    /** How long a source that is known waits for one that is connected but silent. */
    static final long WAIT_NS = TimeUnit.SECONDS.toNanos(1);

    private final ContainerProfile profile;
    private final Runnable replan;
    private final Map<MediaKind, Caps> fixed = new EnumMap<>(MediaKind.class);
    private Wait wait = Wait.NOT_STARTED;
    private MediaLoop.@Nullable Deadline deadline;

    private enum Wait {
        NOT_STARTED,
        WAITING,
        OVER
    }

    /**
     * Starts without tracks.
     *
     * @param replan called when the wait is over
     */
    public TrackKeeper(ContainerProfile profile, Runnable replan) {
        this.profile = profile;
        this.replan = replan;
    }

    /** What a sink pad takes: the profile's codecs, or what the header fixed; null when the profile has no such medium. */
    public @Nullable SinkPolicy policy(MediaKind kind) {
        SinkPolicy open = profile.policy(kind);
        return open == null ? null : new FixedPolicy(kind, open);
    }

    /**
     * The tracks to write, or an empty list while it is too early to tell.
     *
     * @param sinks pads of the container
     */
    public List<Caps> tracks(PlannedInputs inputs, Collection<SinkPad> sinks, MediaLoop loop) {
        if (!fixed.isEmpty()) {
            return List.copyOf(fixed.values());
        }
        List<PlannedInput> known = new ArrayList<>();
        sinks.forEach(sink -> {
            PlannedInput input = inputs.of(sink);
            if (input != null) {
                known.add(input);
            }
        });
        if (known.isEmpty()) {
            return List.of();
        }
        if (inputs.anyUndecided(sinks) && wait != Wait.OVER) {
            startWaiting(loop);
            return List.of();
        }
        stopWaiting();
        known.forEach(input -> fixed.put(input.sink().kind(), input.chosen()));
        return List.copyOf(fixed.values());
    }

    /** Whether the header has a track of this medium. */
    public boolean has(MediaKind kind) {
        return fixed.containsKey(kind);
    }

    /** Forgets the tracks: the next container starts anew. */
    public void reset() {
        fixed.clear();
        stopWaiting();
        wait = Wait.NOT_STARTED;
    }

    private void startWaiting(MediaLoop loop) {
        if (wait == Wait.NOT_STARTED) {
            wait = Wait.WAITING;
            deadline = loop.at(loop.nowNs() + WAIT_NS, () -> {
                wait = Wait.OVER;
                replan.run();
            });
        }
    }

    private void stopWaiting() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    /** The profile's policy until the header is written, then exactly what the header says. */
    private final class FixedPolicy implements SinkPolicy {
        private final MediaKind kind;
        private final SinkPolicy open;

        FixedPolicy(MediaKind kind, SinkPolicy open) {
            this.kind = kind;
            this.open = open;
        }

        @Override
        public boolean accepts(Caps offered) {
            Caps track = fixed.get(kind);
            return track == null ? open.accepts(offered) : track.equals(offered);
        }

        @Override
        public Caps target(Caps offered) {
            Caps track = fixed.get(kind);
            return track == null ? open.target(offered) : track;
        }
    }
}
