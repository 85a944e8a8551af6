package org.kaskado.element.filter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kaskado.processing.NodeSpec;

/** The font of drawn text: the first sans-serif one that this system has. Text from outside never names a file. */
final class TextFont {
    private static final List<String> USUAL_PLACES = List.of(
            "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
            "/usr/share/fonts/dejavu/DejaVuSans.ttf",
            "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
            "/usr/share/fonts/TTF/DejaVuSans.ttf",
            "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
            "/usr/share/fonts/liberation-sans/LiberationSans-Regular.ttf",
            "/usr/share/fonts/truetype/freefont/FreeSans.ttf",
            "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
            "/System/Library/Fonts/Helvetica.ttc",
            "C:/Windows/Fonts/arial.ttf");

    private TextFont() {}

    /** The steps with a font in each that draws text; refuses such steps on a system without fonts. */
    static List<NodeSpec.FilterStep> in(List<NodeSpec.FilterStep> steps) {
        return steps.stream()
                .map(step -> step.name().equals("drawtext") ? withFont(step) : step)
                .toList();
    }

    private static NodeSpec.FilterStep withFont(NodeSpec.FilterStep step) {
        Map<String, String> options = new LinkedHashMap<>(step.options());
        options.put("fontfile", font());
        return new NodeSpec.FilterStep(step.name(), options);
    }

    private static String font() {
        for (String place : USUAL_PLACES) {
            if (Files.isReadable(Path.of(place))) {
                return place;
            }
        }
        throw FilterRule.refused("text needs a font, and this system has none; install one such as "
                + USUAL_PLACES.get(0) + " (package fonts-dejavu-core)");
    }
}
