package org.kaskado.pipeline;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of caps negotiation for all sink pads of a pipeline.
 *
 * @param decided how each pad is fed whose source is known
 * @param undecided pads whose source has not said yet what it gives
 * @param framed source pads whose frames some sink gets; others give packets, or nothing
 * @param refused pads that would need a conversion which the policy forbids
 */
public record PlannedInputs(
        Map<SinkPad, PlannedInput> decided, Set<SinkPad> undecided, Set<SourcePad> framed, List<PlannedInput> refused) {

    /** How a pad is fed, null when it is not. */
    public @Nullable PlannedInput of(SinkPad sink) {
        return decided.get(sink);
    }

    /** Whether some sink gets frames, not packets, that this pad gives. */
    public boolean needFrames(SourcePad origin) {
        return framed.contains(origin);
    }

    /** The packets that a pad is fed with, or null. */
    @Nullable
    PacketSource packetsOf(SinkPad sink) {
        PlannedInput input = decided.get(sink);
        return input != null && input.isPacketLink() ? input.origin().packets() : null;
    }

    /** Whether one of these pads still waits to hear what comes. */
    public boolean anyUndecided(Collection<SinkPad> sinks) {
        return sinks.stream().anyMatch(undecided::contains);
    }
}
