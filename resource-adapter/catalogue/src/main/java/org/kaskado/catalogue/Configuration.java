package org.kaskado.catalogue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checked values of the configuration table. Immutable; safe for any thread. */
public final class Configuration {
    private final Map<String, String> values;

    Configuration(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** All set values in their one spelling; {@link ConfigurationTable#read} takes them back. */
    public Map<String, String> asMap() {
        return values;
    }

    /** The value of a key that may be unset. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /**
     * The value of a key that has a default.
     *
     * @throws IllegalArgumentException when the table has no such key, or it is unset
     */
    public String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no value for " + key + " in the configuration table");
        }
        return value;
    }

    public int integer(String key) {
        return Integer.parseInt(text(key));
    }

    /** A whole number, or a size in bytes. */
    public long number(String key) {
        return Long.parseLong(text(key));
    }

    public boolean truth(String key) {
        return Boolean.parseBoolean(text(key));
    }

    public Duration duration(String key) {
        return Duration.ofMillis(ConfigurationType.DURATION.number(text(key)));
    }

    /** The values of a list; empty when it is unset. */
    public List<String> list(String key) {
        return find(key).map(ConfigurationType::list).orElse(List.of());
    }
}
