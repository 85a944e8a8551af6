package org.kaskado.element.filter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.MediaKind;

/**
 * One FFmpeg filter that free text may use.
 *
 * @param options by name in the order of positional use; values are types as the table writes them
 */
record FilterRule(String name, MediaKind medium, Map<String, String> options) {
    private static final String TABLE = "filters.txt";
    private static final int MAX_TEXT = 500;
    private static final Pattern COLOR = Pattern.compile(
            "(#|0x)?[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?(@[01](\\.[0-9]{1,3})?)?|[A-Za-z]{3,24}(@[01](\\.[0-9]{1,3})?)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]{1,9}(\\.[0-9]{1,9})?|\\.[0-9]{1,9})");
    private static final Pattern SIZE = Pattern.compile(
            "-1|-2|[1-9][0-9]{0,3}|(iw|ih|in_w|in_h)([*](0?\\.[0-9]{1,4}|1)|/[1-9][0-9]?(\\.[0-9]{1,4})?)?");
    private static final int MAX_SIZE = 4_096;

    /** All rules by name, from the table beside this class. */
    static final Map<String, FilterRule> ALL = read();

    /**
     * Checks the value of an option.
     *
     * @return the value as FFmpeg shall get it
     * @throws MediaException naming the option, the value and what is allowed
     */
    String checked(String option, String value) {
        String type = options.get(option);
        if (type == null) {
            throw refused(
                    "no property \"" + option + "\" in element \"" + name + "\"; allowed are " + options.keySet());
        }
        int colon = type.indexOf(':');
        String bounds = type.substring(colon + 1);
        boolean fits = switch (colon < 0 ? type : type.substring(0, colon)) {
            case "int" -> NUMBER.matcher(value).matches() && !value.contains(".") && isWithin(value, bounds);
            case "num" -> NUMBER.matcher(value).matches() && isWithin(value, bounds);
            case "bool" -> value.matches("0|1|true|false");
            case "enum" -> Pattern.matches(bounds, value);
            case "color" -> COLOR.matcher(value).matches();
            case "size" -> SIZE.matcher(value).matches() && isSizeAllowed(value);
            case "text" -> value.length() <= MAX_TEXT && value.chars().noneMatch(Character::isISOControl);
            default -> throw new IllegalStateException("type " + type + " of " + name);
        };
        if (!fits) {
            throw refused("value '" + value + "' does not fit property \"" + option + "\" of element \"" + name
                    + "\"; allowed is " + type);
        }
        return value;
    }

    static MediaException refused(String why) {
        return new MediaException(MediaErrorCode.MARSHALL_ERROR, "filter cannot be created: " + why);
    }

    private static boolean isWithin(String value, String bounds) {
        int dots = bounds.indexOf("..");
        double number = Double.parseDouble(value);
        return number >= Double.parseDouble(bounds.substring(0, dots))
                && number <= Double.parseDouble(bounds.substring(dots + 2));
    }

    private static boolean isSizeAllowed(String value) {
        return !value.matches("[0-9]+") || Integer.parseInt(value) <= MAX_SIZE;
    }

    private static Map<String, FilterRule> read() {
        Map<String, FilterRule> rules = new TreeMap<>();
        try (InputStream in = FilterRule.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the table " + TABLE + " is missing");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    FilterRule rule = rule(line);
                    rules.put(rule.name, rule);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(rules);
    }

    private static FilterRule rule(String line) {
        String[] words = line.split(" ");
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 2; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            options.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        return new FilterRule(words[0], MediaKind.valueOf(words[1].toUpperCase(Locale.ROOT)), options);
    }
}
