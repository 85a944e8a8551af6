package org.kaskado.element.filter;

import static org.kaskado.element.filter.GStreamerSpelling.one;
import static org.kaskado.element.filter.GStreamerSpelling.step;

import java.util.List;
import org.kaskado.element.filter.GStreamerSpelling.Values;
import org.kaskado.processing.NodeSpec.FilterStep;

/** GStreamer's elements for pictures. Expressions are made here from checked numbers, never taken from text. */
final class VideoSpelling {
    private static final List<String> METHODS = List.of(
            "none",
            "clockwise",
            "rotate-180",
            "counterclockwise",
            "horizontal-flip",
            "vertical-flip",
            "upper-left-diagonal",
            "upper-right-diagonal",
            "automatic");
    private static final List<String> DIRECTIONS =
            List.of("identity", "90r", "180", "90l", "horiz", "vert", "ul-lr", "ur-ll", "auto");
    private static final List<String> PRESETS = List.of("none", "heat", "sepia", "xray", "xpro", "yellowblue");

    private VideoSpelling() {}

    static List<FilterStep> flip(Values values) {
        int method = values.has("video-direction")
                ? values.choice("video-direction", 0, DIRECTIONS)
                : values.choice("method", 0, METHODS);
        return switch (method) {
            case 1 -> one("transpose", "dir", "clock");
            case 2 -> List.of(step("hflip"), step("vflip"));
            case 3 -> one("transpose", "dir", "cclock");
            case 4 -> one("hflip");
            case 5 -> one("vflip");
            case 6 -> one("transpose", "dir", "cclock_flip");
            case 7 -> one("transpose", "dir", "clock_flip");
            default -> List.of(); // rotated files come upright already
        };
    }

    static List<FilterStep> balance(Values values) {
        double contrast = values.real("contrast", 1, 0, 2);
        double brightness = values.real("brightness", 0, -1, 1);
        FilterStep luma = step(
                "lutyuv",
                "y",
                "clip((val-16)*" + Values.format(contrast) + "+16+" + Values.format(brightness * 219) + ",16,235)");
        double hueDegrees = values.real("hue", 0, -1, 1) * 180;
        FilterStep colour = step("hue", "h", Values.format(hueDegrees), "s", values.number("saturation", 1, 0, 2));
        return List.of(luma, colour);
    }

    static List<FilterStep> gamma(Values values) {
        return one("lutyuv", "y", "gammaval(" + Values.format(1 / values.real("gamma", 1, 0.01, 10)) + ")");
    }

    static List<FilterStep> crop(Values values) {
        int left = values.integer("left", 0, 0, 8_192);
        int top = values.integer("top", 0, 0, 8_192);
        int right = values.integer("right", 0, 0, 8_192);
        int bottom = values.integer("bottom", 0, 0, 8_192);
        return one(
                "crop",
                "out_w",
                "max(16,iw-" + (left + right) + ")",
                "out_h",
                "max(16,ih-" + (top + bottom) + ")",
                "x",
                Integer.toString(left),
                "y",
                Integer.toString(top));
    }

    static List<FilterStep> aspectRatioCrop(Values values) {
        String ratio = values.text("aspect-ratio", "0/1");
        if (!ratio.matches("[0-9]{1,4}/[1-9][0-9]{0,3}")) {
            throw values.unfit("aspect-ratio", ratio, "a fraction such as 16/9");
        }
        if (ratio.startsWith("0/")) {
            return List.of();
        }
        int slash = ratio.indexOf('/');
        String inverse = ratio.substring(slash + 1) + "/" + ratio.substring(0, slash);
        return one("crop", "out_w", "min(iw,ih*" + ratio + ")", "out_h", "min(ih,iw*" + inverse + ")");
    }

    static List<FilterStep> colourEffect(Values values) {
        return switch (values.choice("preset", 0, PRESETS)) {
            case 1 -> List.of(step("hue", "s", "0"), step("colorbalance", "rh", "1", "rm", "0.5", "bs", "0.6"));
            case 2 ->
                one(
                        "colorchannelmixer",
                        "rr",
                        "0.393",
                        "rg",
                        "0.769",
                        "rb",
                        "0.189",
                        "gr",
                        "0.349",
                        "gg",
                        "0.686",
                        "gb",
                        "0.168",
                        "br",
                        "0.272",
                        "bg",
                        "0.534",
                        "bb",
                        "0.131");
            case 3 -> List.of(step("hue", "s", "0"), step("negate"));
            case 4 -> one("colorbalance", "rs", "0.2", "bs", "-0.1", "gh", "0.1", "bh", "-0.2");
            case 5 -> one("colorbalance", "rs", "-0.3", "bs", "0.4", "rh", "0.3", "gh", "0.3", "bh", "-0.4");
            default -> List.of();
        };
    }
}
