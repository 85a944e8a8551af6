package org.kaskado.catalogue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the text of a value is understood. Pure. */
public enum ConfigurationType {
    STRING("a text"),
    INT("a whole number"),
    LONG("a whole number"),
    BYTES("a size such as 65536, 512 MiB or 10 GiB"),
    DURATION("a time such as 500ms, 30s, 5m, 2h or 1d"),
    BOOLEAN("true or false"),
    ENUM("one of the listed words"),
    LIST("values separated by commas");

    private static final Pattern NUMBER_UNIT = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)\\s*([A-Za-z]*)");

    private static final Map<String, Long> BYTES_OF_UNIT = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("b", 1L),
            Map.entry("kb", 1_000L),
            Map.entry("mb", 1_000_000L),
            Map.entry("gb", 1_000_000_000L),
            Map.entry("tb", 1_000_000_000_000L),
            Map.entry("kib", 1L << 10),
            Map.entry("mib", 1L << 20),
            Map.entry("gib", 1L << 30),
            Map.entry("tib", 1L << 40));

    private static final Map<String, Long> MILLIS_OF_UNIT =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private final String allowed;

    ConfigurationType(String allowed) {
        this.allowed = allowed;
    }

    /** What a value of this type looks like, in words. */
    public String allowed() {
        return allowed;
    }

    static ConfigurationType of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    boolean isNumeric() {
        return this == INT || this == LONG || this == BYTES || this == DURATION;
    }

    /**
     * The value as a number: bytes, milliseconds, or itself.
     *
     * @throws IllegalArgumentException when the text is no such number
     */
    long number(String text) {
        return switch (this) {
            case INT -> Integer.parseInt(text.strip());
            case LONG -> Long.parseLong(text.strip());
            case BYTES -> scaled(text, BYTES_OF_UNIT);
            case DURATION -> milliseconds(text);
            default -> throw new IllegalArgumentException(this + " is no number");
        };
    }

    /** The one spelling under which effective values are handed on; it reads back to the same value. */
    String canonical(String text) {
        return switch (this) {
            case INT, LONG, BYTES -> Long.toString(number(text));
            case DURATION -> number(text) + "ms";
            case BOOLEAN -> truth(text);
            case LIST -> String.join(",", list(text));
            case STRING, ENUM -> text.strip();
        };
    }

    static List<String> list(String text) {
        List<String> values = new ArrayList<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                values.add(part.strip());
            }
        }
        return List.copyOf(values);
    }

    private static String truth(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (!word.equals("true") && !word.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return word;
    }

    private static long milliseconds(String text) {
        String word = text.strip();
        return word.startsWith("P") ? Duration.parse(word).toMillis() : scaled(word, MILLIS_OF_UNIT);
    }

    private static long scaled(String text, Map<String, Long> units) {
        Matcher matcher = NUMBER_UNIT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        Long unit = units.get(matcher.group(2).toLowerCase(Locale.ROOT));
        if (unit == null) {
            throw new IllegalArgumentException(text);
        }
        return new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(unit))
                .toBigInteger()
                .longValueExact();
    }
}
