package org.kaskado.element.filter;

import static org.kaskado.element.filter.GStreamerSpelling.one;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kaskado.element.filter.GStreamerSpelling.Values;
import org.kaskado.processing.NodeSpec.FilterStep;

/** GStreamer's text overlays. */
final class TextSpelling {
    static final Set<String> PROPERTIES = Set.of(
            "text",
            "halignment",
            "valignment",
            "xpad",
            "ypad",
            "deltax",
            "deltay",
            "font-desc",
            "color",
            "shaded-background",
            "time-format");

    private static final List<String> HORIZONTAL = List.of("left", "center", "right");
    private static final List<String> VERTICAL = List.of("baseline", "bottom", "top", "position", "center");
    private static final Pattern FONT_SIZE = Pattern.compile("(?:^|.*[ ,])([0-9]{1,3})(?:px)?\\s*$");
    private static final int MAX_TEXT = 500;

    private TextSpelling() {}

    static List<FilterStep> text(Values values) {
        String text = values.text("text", "");
        if (text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw values.unfit("text", "…", "at most " + MAX_TEXT + " printable characters");
        }
        return text.isEmpty() ? List.of() : drawn(values, text, "none");
    }

    static List<FilterStep> time(Values values) {
        return drawn(values, "%{pts:hms}", "normal");
    }

    static List<FilterStep> clock(Values values) {
        return drawn(values, "%{localtime:%T}", "normal");
    }

    private static List<FilterStep> drawn(Values values, String text, String expansion) {
        String x = switch (values.choice("halignment", 1, HORIZONTAL)) {
            case 0 -> Integer.toString(values.integer("xpad", 25, 0, 8_192));
            case 2 -> "w-tw-" + values.integer("xpad", 25, 0, 8_192);
            default -> "(w-tw)/2";
        };
        String y = switch (values.choice("valignment", 0, VERTICAL)) {
            case 2 -> Integer.toString(values.integer("ypad", 25, 0, 8_192));
            case 3, 4 -> "(h-th)/2";
            default -> "h-th-" + values.integer("ypad", 25, 0, 8_192);
        };
        boolean isShaded = values.flag("shaded-background", false);
        return one(
                "drawtext",
                "text",
                text,
                "expansion",
                expansion,
                "x",
                x + offset(values, "deltax"),
                "y",
                y + offset(values, "deltay"),
                "fontsize",
                Integer.toString(fontSize(values)),
                "fontcolor",
                "white",
                "borderw",
                "1",
                "box",
                isShaded ? "1" : "0",
                "boxcolor",
                "black@0.5");
    }

    private static String offset(Values values, String property) {
        int delta = values.integer(property, 0, -8_192, 8_192);
        return delta == 0 ? "" : delta > 0 ? "+" + delta : Integer.toString(delta);
    }

    /** The size at the end of a font description such as {@code Sans Bold 24}. */
    private static int fontSize(Values values) {
        Matcher size = FONT_SIZE.matcher(values.text("font-desc", ""));
        return size.matches() ? Math.max(6, Math.min(300, Integer.parseInt(size.group(1)))) : 24;
    }
}
