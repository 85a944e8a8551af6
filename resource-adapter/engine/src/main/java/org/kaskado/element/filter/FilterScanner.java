package org.kaskado.element.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes filter text apart into names and properties, quotes and escapes resolved. Pure. */
final class FilterScanner {
    private static final String POSITION = "#";

    private final String text;
    private int at;

    FilterScanner(String text) {
        this.text = text;
    }

    /** Where the name at the beginning of a text ends. */
    static int nameEnd(String text) {
        int end = 0;
        while (end < text.length() && isNameCharacter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Whether a property was given by its position, without a name. */
    static boolean isPosition(String property) {
        return property.startsWith(POSITION);
    }

    static int position(String property) {
        return Integer.parseInt(property.substring(POSITION.length()));
    }

    /** {@code name key=value key="va lue"}; exactly one element. */
    FilterText.Element gstreamerElement() {
        String name = name();
        Map<String, String> properties = new LinkedHashMap<>();
        for (skipSpace(); at < text.length(); skipSpace()) {
            if (text.charAt(at) == '!') {
                throw FilterRule.refused("only one element can be created; chains with '!' are not");
            }
            String key = name();
            skipSpace();
            if (at >= text.length() || text.charAt(at) != '=') {
                throw FilterRule.refused("property \"" + key + "\" has no value; write " + key + "=value");
            }
            at++;
            skipSpace();
            properties.put(key, value(" \t!"));
        }
        return new FilterText.Element(name, properties);
    }

    /** {@code name=value:key=value,name}. */
    List<FilterText.Element> ffmpegChain() {
        List<FilterText.Element> chain = new ArrayList<>();
        do {
            skipSpace();
            String name = name();
            Map<String, String> properties = new LinkedHashMap<>();
            skipSpace();
            if (at < text.length() && text.charAt(at) == '=') {
                do {
                    at++;
                    ffmpegOption(properties);
                } while (at < text.length() && text.charAt(at) == ':');
            }
            chain.add(new FilterText.Element(name, properties));
        } while (consume(','));
        if (at < text.length()) {
            throw FilterRule.refused("'" + text.charAt(at) + "' at " + at
                    + " is not allowed; a description is a chain like hflip,hue=s=0 without pads, labels and ';'");
        }
        return chain;
    }

    private void ffmpegOption(Map<String, String> properties) {
        skipSpace();
        int start = at;
        int end = at;
        while (end < text.length() && isNameCharacter(text.charAt(end))) {
            end++;
        }
        boolean isNamed = end > start && end < text.length() && text.charAt(end) == '=';
        String key = isNamed ? text.substring(start, end) : POSITION + properties.size();
        at = isNamed ? end + 1 : start;
        properties.put(key, value(":,;[]"));
    }

    private boolean consume(char wanted) {
        skipSpace();
        boolean isThere = at < text.length() && text.charAt(at) == wanted;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private String name() {
        int end = at;
        while (end < text.length() && isNameCharacter(text.charAt(end))) {
            end++;
        }
        if (end == at) {
            throw FilterRule.refused(
                    at < text.length()
                            ? "a name was expected at " + at + ", not '" + text.charAt(at) + "'"
                            : "a name was expected at the end");
        }
        String name = text.substring(at, end);
        at = end;
        return name;
    }

    /** A value up to one of these characters; quotes protect, a backslash protects one character. */
    private String value(String stops) {
        StringBuilder value = new StringBuilder();
        char quote = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (quote != 0) {
                if (next == quote) {
                    quote = 0;
                } else {
                    value.append(next);
                }
            } else if (next == '\'' || next == '"') {
                quote = next;
            } else if (next == '\\' && at + 1 < text.length()) {
                at++;
                value.append(text.charAt(at));
            } else if (stops.indexOf(next) >= 0) {
                break;
            } else {
                value.append(next);
            }
            at++;
        }
        if (quote != 0) {
            throw FilterRule.refused("a quote is not closed");
        }
        return value.toString().strip();
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isNameCharacter(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '_'
                || character == '-';
    }
}
