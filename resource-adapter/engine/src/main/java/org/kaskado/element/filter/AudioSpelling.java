package org.kaskado.element.filter;

import static org.kaskado.element.filter.GStreamerSpelling.one;

import java.util.List;
import org.kaskado.element.filter.GStreamerSpelling.Values;
import org.kaskado.processing.NodeSpec.FilterStep;

/** GStreamer's elements for sound. */
final class AudioSpelling {
    private static final double NS_PER_MS = 1_000_000;

    private AudioSpelling() {}

    static List<FilterStep> volume(Values values) {
        return one("volume", "volume", values.flag("mute", false) ? "0" : values.number("volume", 1, 0, 10));
    }

    static List<FilterStep> amplify(Values values) {
        return one("volume", "volume", values.number("amplification", 1, 0, 10));
    }

    static List<FilterStep> echo(Values values) {
        double delayMs =
                values.real("delay", NS_PER_MS, 1, 5_000 * NS_PER_MS) / NS_PER_MS; // GStreamer says nanoseconds
        double intensity = values.real("intensity", 0, 0, 1);
        if (intensity == 0) {
            return List.of();
        }
        return one(
                "aecho",
                "in_gain",
                "0.8",
                "out_gain",
                "0.9",
                "delays",
                Values.format(Math.max(1, delayMs)),
                "decays",
                Values.format(Math.max(0.001, Math.max(intensity, values.real("feedback", 0, 0, 1)))));
    }

    static List<FilterStep> panorama(Values values) {
        return one("stereotools", "balance_out", values.number("panorama", 0, -1, 1));
    }

    static List<FilterStep> limit(Values values) {
        int mode = values.choice("mode", 0, List.of("low-pass", "high-pass"));
        return one(mode == 0 ? "lowpass" : "highpass", "frequency", values.number("cutoff", 1_000, 1, 20_000));
    }

    static List<FilterStep> dynamic(Values values) {
        double ratio = values.real("ratio", 1, 0, 1); // GStreamer: output per input above the threshold
        return one(
                "acompressor",
                "threshold",
                Values.format(Math.max(0.001, values.real("threshold", 0, 0, 1))),
                "ratio",
                Values.format(Math.max(1, Math.min(20, ratio == 0 ? 20 : 1 / ratio))));
    }
}
