package org.kaskado.connector;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the engine tells the signalling wing. Events of one pipeline arrive in the order of their sequence. */
public sealed interface MediaEvent extends Serializable {
    /** The pipeline, whose deliveries are ordered. */
    String pipelineId();

    /** Counts from 1 per pipeline; a gap means that coalesced events were dropped. */
    long sequence();

    /**
     * An event of the catalogue.
     *
     * @param objectId who raised it
     * @param type event name of the catalogue, such as {@code EndOfStream}
     * @param timestampMillis wallclock
     * @param data members as the catalogue lists them
     */
    record Raised(
            String pipelineId,
            long sequence,
            String objectId,
            String type,
            long timestampMillis,
            Map<String, @Nullable Object> data)
            implements MediaEvent {}

    /** An object is gone; for a pipeline this is its last event. {@code cause} says why. */
    record Released(String pipelineId, long sequence, String objectId, String cause) implements MediaEvent {}
}
