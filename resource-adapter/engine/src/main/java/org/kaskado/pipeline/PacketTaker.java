package org.kaskado.pipeline;

import org.jspecify.annotations.Nullable;

/** The side of a sink pad that can send packets as they come. Called on the loop of the pipeline. */
public interface PacketTaker {
    /** From now on packets come from this source, and no frames; null: no packets come. */
    void onPackets(@Nullable PacketSource source);
}
