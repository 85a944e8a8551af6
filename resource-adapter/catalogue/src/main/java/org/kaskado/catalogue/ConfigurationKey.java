package org.kaskado.catalogue;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row of the configuration table.
 *
 * @param name such as {@code kaskado.upload.max-bytes}
 * @param defaultText the default as written in the table; null when the key may be unset
 * @param defaultDoc the default in words, when it is decided at run time
 * @param min lowest allowed value as text, null when unbounded
 * @param max highest allowed value as text, null when unbounded
 * @param values the allowed words of an enum, else empty
 * @param doc what it does, for the reader of the table
 */
public record ConfigurationKey(
        String name,
        ConfigurationType type,
        @Nullable String defaultText,
        @Nullable String defaultDoc,
        @Nullable String min,
        @Nullable String max,
        List<String> values,
        String doc) {

    public ConfigurationKey {
        values = List.copyOf(values);
    }

    /** The name of the environment variable: {@code KASKADO_UPLOAD_MAX_BYTES}. */
    public String environmentName() {
        return environmentName(name);
    }

    static String environmentName(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** What may be written, in words. */
    public String allowed() {
        if (type == ConfigurationType.ENUM) {
            return "one of " + String.join(", ", values);
        }
        if (min != null && max != null) {
            return type.allowed() + ", from " + min + " to " + max;
        }
        if (min != null) {
            return type.allowed() + ", at least " + min;
        }
        return max != null ? type.allowed() + ", at most " + max : type.allowed();
    }

    /**
     * The one spelling of a value that is allowed.
     *
     * @throws IllegalArgumentException when it is not
     */
    String check(String text) {
        if (type == ConfigurationType.ENUM && !values.contains(text.strip())) {
            throw new IllegalArgumentException(text);
        }
        if (type == ConfigurationType.STRING && text.isBlank()) {
            throw new IllegalArgumentException("blank");
        }
        if (type.isNumeric()) {
            long number = type.number(text);
            if ((min != null && number < type.number(min)) || (max != null && number > type.number(max))) {
                throw new IllegalArgumentException(text);
            }
        }
        return type.canonical(text);
    }
}
