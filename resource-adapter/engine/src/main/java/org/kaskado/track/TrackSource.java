package org.kaskado.track;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.forward.ForwardOutput;
import org.kaskado.forward.ForwardSource;
import org.kaskado.pipeline.PacketSource;
import org.kaskado.session.CodecConfig;

/** A running track, as those who forward it need it. */
final class TrackSource implements PacketSource {
    private final ForwardSource source;
    private final List<CodecConfig> codecs;
    private final @Nullable SenderClock clock;
    private final ForwardOutput output;

    /**
     * Joins them.
     *
     * @param source the fan-out
     * @param codecs what its payload types mean
     * @param clock where the wallclock of the source's reports lies; null: it is the viewer's session's
     * @param output what changes in the fan-out are told to
     */
    TrackSource(ForwardSource source, List<CodecConfig> codecs, @Nullable SenderClock clock, ForwardOutput output) {
        this.source = source;
        this.codecs = List.copyOf(codecs);
        this.clock = clock;
        this.output = output;
    }

    ForwardSource source() {
        return source;
    }

    List<CodecConfig> codecs() {
        return codecs;
    }

    @Nullable
    SenderClock clock() {
        return clock;
    }

    ForwardOutput output() {
        return output;
    }
}
