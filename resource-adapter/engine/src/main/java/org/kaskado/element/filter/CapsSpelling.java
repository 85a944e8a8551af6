package org.kaskado.element.filter;

import static org.kaskado.element.filter.GStreamerSpelling.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kaskado.element.filter.GStreamerSpelling.Meaning;
import org.kaskado.element.filter.GStreamerSpelling.Values;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec.FilterStep;

/** {@code capsfilter caps=video/x-raw,framerate=15/1,width=320,height=240}. */
final class CapsSpelling {
    private static final Set<String> IGNORED = Set.of("format", "pixel-aspect-ratio", "layout", "interlace-mode");

    private CapsSpelling() {}

    static Meaning meaning(Values values) {
        String caps = values.text("caps", "");
        String[] parts = caps.split(",");
        String type = parts[0].strip();
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals < 0) {
                throw values.unfit("caps", caps, "such as video/x-raw,framerate=15/1");
            }
            // GStreamer allows a type before the value: width=(int)320
            fields.put(
                    parts[i].substring(0, equals).strip(),
                    parts[i].substring(equals + 1).strip().replaceFirst("^\\([a-z]+\\)", ""));
        }
        fields.keySet().removeAll(IGNORED);
        return switch (type) {
            case "video/x-raw" -> new Meaning(MediaKind.VIDEO, video(values, caps, fields));
            case "audio/x-raw" -> new Meaning(MediaKind.AUDIO, audio(values, caps, fields));
            default ->
                throw values.unfit("caps", caps, "video/x-raw or audio/x-raw with framerate, width, height, rate");
        };
    }

    private static List<FilterStep> video(Values values, String caps, Map<String, String> fields) {
        List<FilterStep> steps = new ArrayList<>();
        String rate = fields.remove("framerate");
        if (rate != null) {
            if (!rate.matches("[1-9][0-9]{0,5}/[1-9][0-9]{0,3}") || perSecond(rate) < 1 || perSecond(rate) > 120) {
                throw values.unfit("caps", caps, "a framerate of 1/1 to 120/1");
            }
            steps.add(step("fps", "fps", rate));
        }
        String width = fields.remove("width");
        String height = fields.remove("height");
        if (width != null || height != null) {
            steps.add(step("scale", "width", side(values, caps, width), "height", side(values, caps, height)));
        }
        refuseRest(values, caps, fields);
        return steps;
    }

    private static List<FilterStep> audio(Values values, String caps, Map<String, String> fields) {
        List<FilterStep> steps = new ArrayList<>();
        String rate = fields.remove("rate");
        if (rate != null) {
            if (!rate.matches("[1-9][0-9]{3,5}")
                    || Integer.parseInt(rate) < 8_000
                    || Integer.parseInt(rate) > 192_000) {
                throw values.unfit("caps", caps, "a rate of 8000 to 192000");
            }
            steps.add(step("aresample", "sample_rate", rate));
        }
        String channels = fields.remove("channels");
        if (channels != null) {
            if (!channels.matches("[12]")) {
                throw values.unfit("caps", caps, "1 or 2 channels");
            }
            steps.add(step("aformat", "channel_layouts", channels.equals("1") ? "mono" : "stereo"));
        }
        refuseRest(values, caps, fields);
        return steps;
    }

    private static String side(Values values, String caps, @org.jspecify.annotations.Nullable String side) {
        if (side == null) {
            return "-2";
        }
        if (!side.matches("[1-9][0-9]{1,3}") || Integer.parseInt(side) < 16 || Integer.parseInt(side) > 4_096) {
            throw values.unfit("caps", caps, "sides of 16 to 4096 pixels");
        }
        return side;
    }

    private static double perSecond(String fraction) {
        int slash = fraction.indexOf('/');
        return Double.parseDouble(fraction.substring(0, slash)) / Double.parseDouble(fraction.substring(slash + 1));
    }

    private static void refuseRest(Values values, String caps, Map<String, String> rest) {
        if (!rest.isEmpty()) {
            throw values.unfit("caps", caps, "framerate, width, height; rate, channels; not " + rest.keySet());
        }
    }
}
