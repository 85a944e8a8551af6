package org.kaskado.element.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec.FilterStep;

/** GStreamer elements that tutorials use, and what they mean in FFmpeg's filters. Pure. */
final class GStreamerSpelling {
    private static final Map<String, Spelling> SPELLINGS = new TreeMap<>();

    private GStreamerSpelling() {}

    /** What an element means. No steps: media passes unchanged. */
    record Meaning(MediaKind medium, List<FilterStep> steps) {}

    private record Spelling(Set<String> properties, Function<Values, Meaning> meaning) {}

    static {
        video("videoflip", Set.of("method", "video-direction"), VideoSpelling::flip);
        video("videobalance", Set.of("brightness", "contrast", "hue", "saturation"), VideoSpelling::balance);
        video("gamma", Set.of("gamma"), VideoSpelling::gamma);
        video("videocrop", Set.of("top", "bottom", "left", "right"), VideoSpelling::crop);
        video("aspectratiocrop", Set.of("aspect-ratio"), VideoSpelling::aspectRatioCrop);
        video("textoverlay", TextSpelling.PROPERTIES, TextSpelling::text);
        video("timeoverlay", TextSpelling.PROPERTIES, TextSpelling::time);
        video("clockoverlay", TextSpelling.PROPERTIES, TextSpelling::clock);
        video("gaussianblur", Set.of("sigma"), values -> one("gblur", "sigma", values.number("sigma", 1.2, 0, 20)));
        video(
                "videomedian",
                Set.of("filtersize"),
                values -> one("median", "radius", Integer.toString(values.integer("filtersize", 5, 3, 9) / 2)));
        video("edgetv", Set.of(), values -> one("edgedetect", "mode", "colormix"));
        video(
                "edgedetect",
                Set.of("threshold1", "threshold2", "aperture", "mask"),
                values -> one("edgedetect", "mode", "wires"));
        video(
                "agingtv",
                Set.of("scratch-lines", "color-aging", "pits", "dusts"),
                values -> List.of(step("hue", "s", "0.3"), step("noise", "alls", "20", "allf", "t"), step("vignette")));
        video("streaktv", Set.of("feedback"), values -> one("lagfun", "decay", "0.95"));
        video("coloreffects", Set.of("preset"), VideoSpelling::colourEffect);
        video("burn", Set.of("adjustment"), values -> one("exposure", "exposure", "1"));
        video("chromium", Set.of("edge-a", "edge-b"), values -> one("negate"));
        video("dilate", Set.of("erode"), values -> one(values.flag("erode", false) ? "erosion" : "dilation"));
        video(
                "videorate",
                Set.of("max-rate", "drop-only"),
                values ->
                        values.has("max-rate") ? one("fps", "fps", values.number("max-rate", 30, 1, 120)) : List.of());
        for (String name : List.of("videoconvert", "videoscale", "videoconvertscale", "autovideoconvert")) {
            video(name, Set.of("method", "n-threads", "add-borders"), values -> List.of());
        }
        audio("volume", Set.of("volume", "mute"), AudioSpelling::volume);
        audio("audioamplify", Set.of("amplification", "clipping-method"), AudioSpelling::amplify);
        audio("audioecho", Set.of("delay", "max-delay", "intensity", "feedback"), AudioSpelling::echo);
        audio("audiopanorama", Set.of("panorama", "method"), AudioSpelling::panorama);
        audio("audiocheblimit", Set.of("mode", "cutoff", "poles", "type", "ripple"), AudioSpelling::limit);
        audio("audiodynamic", Set.of("mode", "ratio", "threshold", "characteristics"), AudioSpelling::dynamic);
        for (String name : List.of("audioconvert", "audioresample", "audiorate")) {
            audio(name, Set.of("quality", "dithering"), values -> List.of());
        }
        SPELLINGS.put("capsfilter", new Spelling(Set.of("caps", "caps-change-mode"), CapsSpelling::meaning));
        SPELLINGS.put(
                "identity", new Spelling(Set.of("silent", "sync"), values -> new Meaning(MediaKind.VIDEO, List.of())));
    }

    static boolean knows(String name) {
        return SPELLINGS.containsKey(name);
    }

    static Set<String> names() {
        return new TreeSet<>(SPELLINGS.keySet());
    }

    /** What an element means; refuses properties and values that it does not know. */
    static Meaning meaning(FilterText.Element element) {
        Spelling spelling = SPELLINGS.get(element.name());
        if (spelling == null) {
            throw FilterRule.refused("no element \"" + element.name() + "\"");
        }
        for (String property : element.properties().keySet()) {
            if (!spelling.properties().contains(property) && !property.equals("name")) {
                throw FilterRule.refused("no property \"" + property + "\" in element \"" + element.name()
                        + "\"; allowed are " + new TreeSet<>(spelling.properties()));
            }
        }
        return spelling.meaning().apply(new Values(element));
    }

    static FilterStep step(String name, String... options) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            values.put(options[i], options[i + 1]);
        }
        return new FilterStep(name, values);
    }

    static List<FilterStep> one(String name, String... options) {
        return List.of(step(name, options));
    }

    private static void video(String name, Set<String> properties, Function<Values, List<FilterStep>> steps) {
        SPELLINGS.put(name, new Spelling(properties, values -> new Meaning(MediaKind.VIDEO, steps.apply(values))));
    }

    private static void audio(String name, Set<String> properties, Function<Values, List<FilterStep>> steps) {
        SPELLINGS.put(name, new Spelling(properties, values -> new Meaning(MediaKind.AUDIO, steps.apply(values))));
    }

    /** Typed reading of an element's properties. */
    record Values(FilterText.Element element) {
        boolean has(String property) {
            return element.properties().containsKey(property);
        }

        String text(String property, String fallback) {
            return element.properties().getOrDefault(property, fallback);
        }

        /** A number within bounds, as FFmpeg writes it. */
        String number(String property, double fallback, double minimum, double maximum) {
            return format(real(property, fallback, minimum, maximum));
        }

        double real(String property, double fallback, double minimum, double maximum) {
            String text = element.properties().get(property);
            if (text == null) {
                return fallback;
            }
            if (!text.matches("[+-]?[0-9]{1,18}(\\.[0-9]{1,9})?")) {
                throw unfit(property, text, minimum + " to " + maximum);
            }
            double value = Double.parseDouble(text);
            if (value < minimum || value > maximum) {
                throw unfit(property, text, minimum + " to " + maximum);
            }
            return value;
        }

        int integer(String property, int fallback, int minimum, int maximum) {
            return (int) real(property, fallback, minimum, maximum);
        }

        boolean flag(String property, boolean fallback) {
            String text = text(property, Boolean.toString(fallback)).toLowerCase(Locale.ROOT);
            return switch (text) {
                case "true", "1", "yes" -> true;
                case "false", "0", "no" -> false;
                default -> throw unfit(property, text, "true or false");
            };
        }

        /** The position of a value in a list of names; its number passes too. */
        int choice(String property, int fallback, List<String> names) {
            String text = element.properties().get(property);
            if (text == null) {
                return fallback;
            }
            int index = names.indexOf(text);
            if (index < 0 && text.matches("[0-9]") && Integer.parseInt(text) < names.size()) {
                index = Integer.parseInt(text);
            }
            if (index < 0) {
                List<String> allowed = new ArrayList<>(names);
                throw unfit(property, text, "a number below " + names.size() + " or one of " + allowed);
            }
            return index;
        }

        org.kaskado.connector.MediaException unfit(String property, String value, String allowed) {
            return FilterRule.refused("value '" + value + "' does not fit property \"" + property + "\" of element \""
                    + element.name() + "\"; allowed is " + allowed);
        }

        static String format(double value) {
            return String.format(Locale.ROOT, "%.6f", value);
        }
    }
}
