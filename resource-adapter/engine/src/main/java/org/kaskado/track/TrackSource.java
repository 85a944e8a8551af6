package org.kaskado.track;

import java.util.List;
import org.kaskado.forward.ForwardOutput;
import org.kaskado.forward.ForwardSource;
import org.kaskado.pipeline.PacketSource;
import org.kaskado.session.CodecConfig;

/** A running track, as those who forward it need it. */
final class TrackSource implements PacketSource {
    private final ForwardSource source;
    private final List<CodecConfig> codecs;
    private final ForwardOutput output;

    /**
     * Joins them.
     *
     * @param source the fan-out
     * @param codecs what its payload types mean
     * @param output what changes in the fan-out are told to
     */
    TrackSource(ForwardSource source, List<CodecConfig> codecs, ForwardOutput output) {
        this.source = source;
        this.codecs = List.copyOf(codecs);
        this.output = output;
    }

    ForwardSource source() {
        return source;
    }

    List<CodecConfig> codecs() {
        return codecs;
    }

    ForwardOutput output() {
        return output;
    }
}
