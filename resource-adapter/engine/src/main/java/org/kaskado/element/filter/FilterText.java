package org.kaskado.element.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec;

/**
 * Reads free filter text: an FFmpeg filter description ({@code hflip,hue=s=0}) or one element in the spelling of
 * gst-launch ({@code videoflip method=4}). Only filters and options of the allow-list pass. Pure.
 *
 * @param medium what the filter works on
 * @param spelling how the text was written
 * @param elements what was written, for later changes of properties
 * @param steps what the worker gets; none lets media pass unchanged
 */
record FilterText(
        MediaKind medium, Spelling spelling, List<FilterText.Element> elements, List<NodeSpec.FilterStep> steps) {
    static final int MAX_LENGTH = 2_000;
    static final int MAX_FILTERS = 16;

    enum Spelling {
        FFMPEG,
        GSTREAMER
    }

    /** A name and its properties in order. */
    record Element(String name, Map<String, String> properties) {
        Element with(String property, String value) {
            Map<String, String> changed = new LinkedHashMap<>(properties);
            changed.put(property, value);
            return new Element(name, changed);
        }
    }

    /** Reads text; refuses with a {@link org.kaskado.connector.MediaException} that says what is allowed. */
    static FilterText of(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw FilterRule.refused("empty pipeline not allowed");
        }
        if (trimmed.length() > MAX_LENGTH) {
            throw FilterRule.refused("filter text has at most " + MAX_LENGTH + " characters");
        }
        String name = trimmed.substring(0, FilterScanner.nameEnd(trimmed));
        boolean isGStreamer = GStreamerSpelling.knows(name)
                && (name.length() == trimmed.length() || Character.isWhitespace(trimmed.charAt(name.length())));
        if (isGStreamer) {
            return ofGStreamer(new FilterScanner(trimmed).gstreamerElement());
        }
        rule(new Element(name, Map.of())); // an unknown name is said before what follows it
        return ofFfmpeg(trimmed);
    }

    /** The same text with one property changed, of the first element that has such a property. */
    FilterText with(String property, String value) {
        if (spelling == Spelling.GSTREAMER) {
            return ofGStreamer(elements.get(0).with(property, value));
        }
        List<Element> changed = new ArrayList<>(elements);
        for (int i = 0; i < changed.size(); i++) {
            if (rule(changed.get(i)).options().containsKey(property)) {
                changed.set(i, changed.get(i).with(property, value));
                return ofFfmpeg(changed);
            }
        }
        throw FilterRule.refused("no property \"" + property + "\" in "
                + elements.stream().map(Element::name).toList());
    }

    private static FilterText ofGStreamer(Element element) {
        GStreamerSpelling.Meaning meaning = GStreamerSpelling.meaning(element);
        return new FilterText(meaning.medium(), Spelling.GSTREAMER, List.of(element), meaning.steps());
    }

    private static FilterText ofFfmpeg(String text) {
        return ofFfmpeg(new FilterScanner(text).ffmpegChain());
    }

    private static FilterText ofFfmpeg(List<Element> chain) {
        if (chain.size() > MAX_FILTERS) {
            throw FilterRule.refused("a chain has at most " + MAX_FILTERS + " filters");
        }
        List<NodeSpec.FilterStep> steps = new ArrayList<>();
        MediaKind medium = null;
        for (Element element : chain) {
            FilterRule rule = rule(element);
            if (medium != null && medium != rule.medium()) {
                throw FilterRule.refused("\"" + element.name() + "\" works on " + rule.medium()
                        + " and cannot follow a filter for " + medium);
            }
            medium = rule.medium();
            steps.add(step(rule, element));
        }
        if (medium == null) {
            throw FilterRule.refused("empty pipeline not allowed");
        }
        return new FilterText(medium, Spelling.FFMPEG, List.copyOf(chain), List.copyOf(steps));
    }

    private static FilterRule rule(Element element) {
        FilterRule rule = FilterRule.ALL.get(element.name());
        if (rule == null) {
            throw FilterRule.refused("no element \"" + element.name() + "\"; allowed are the FFmpeg filters "
                    + new TreeSet<>(FilterRule.ALL.keySet()) + " and the elements " + GStreamerSpelling.names());
        }
        return rule;
    }

    private static NodeSpec.FilterStep step(FilterRule rule, Element element) {
        List<String> positions = List.copyOf(rule.options().keySet());
        Map<String, String> options = new LinkedHashMap<>();
        element.properties().forEach((property, value) -> {
            String name = property;
            if (FilterScanner.isPosition(property)) {
                int position = FilterScanner.position(property);
                if (position >= positions.size()) {
                    throw FilterRule.refused("\"" + rule.name() + "\" has only the properties " + positions);
                }
                name = positions.get(position);
            }
            options.put(name, rule.checked(name, value));
        });
        if (rule.name().equals("drawtext")) {
            options.put("expansion", "none"); // else text could evaluate expressions
        }
        return new NodeSpec.FilterStep(rule.name(), Map.copyOf(options));
    }
}
