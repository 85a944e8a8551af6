package org.kaskado.pipeline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Tells of each source pad whether what leaves it is transcoded, as events and log lines. */
final class TranscodingMonitor {
    private final Map<SourcePad, Boolean> known = new HashMap<>();

    boolean isTranscoding(SourcePad pad) {
        return known.getOrDefault(pad, false);
    }

    void update(PlannedInputs inputs, PipelineServices services) {
        Set<SourcePad> converted = new LinkedHashSet<>();
        Set<SourcePad> plain = new LinkedHashSet<>();
        Map<SourcePad, String> conversions = new HashMap<>();
        inputs.decided().values().forEach(input -> {
            if (input.conversion() == PlannedInput.Conversion.NONE) {
                plain.add(input.origin());
            } else {
                converted.add(input.origin());
                conversions.merge(
                        input.origin(),
                        input.offered().codec() + " to " + input.chosen().codec(),
                        (one, other) -> one.contains(other) ? one : one + ", " + other);
            }
        });
        plain.removeAll(converted);
        converted.forEach(pad -> report(pad, true, services, conversions.getOrDefault(pad, "")));
        plain.forEach(pad -> report(pad, false, services, ""));
        Set<SourcePad> gone = new HashSet<>(known.keySet());
        gone.removeAll(converted);
        gone.removeAll(plain);
        known.keySet().removeAll(gone);
    }

    private void report(SourcePad pad, boolean isTranscoding, PipelineServices services, String conversion) {
        Boolean former = known.put(pad, isTranscoding);
        if (former != null && former == isTranscoding) {
            return;
        }
        if (isTranscoding) {
            services.log(System.Logger.Level.INFO, "agnostic adaptor: " + pad + " is converted, " + conversion);
        }
        pad.element()
                .raise(
                        "MediaTranscodingStateChanged",
                        Map.of(
                                "state",
                                isTranscoding ? "TRANSCODING" : "NOT_TRANSCODING",
                                "binName",
                                "default",
                                "mediaType",
                                pad.kind().name()));
    }
}
