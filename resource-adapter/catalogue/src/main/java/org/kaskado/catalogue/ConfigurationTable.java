package org.kaskado.catalogue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All {@code kaskado.*} keys with type, default, bounds and text, and the reader of their values. It looks nowhere by
 * itself: the places where values stand are given, the first that has a value wins. Immutable; safe for any thread.
 */
public final class ConfigurationTable {
    private static final String RESOURCE = "/META-INF/kaskado/configuration.json";

    private final Map<String, ConfigurationKey> keys;

    private ConfigurationTable(Map<String, ConfigurationKey> keys) {
        this.keys = keys;
    }

    /**
     * Where values stand.
     *
     * @param name in messages: "system property", "file /x/kaskado.properties"
     * @param lookup gives the text of a key, or null when it is not set there
     */
    public record Source(String name, Lookup lookup) {
        /** Environment variables, by their own spelling of the keys. */
        public static Source environment(Map<String, String> variables) {
            return new Source("environment variable", key -> variables.get(ConfigurationKey.environmentName(key)));
        }

        /** A map from key to text. */
        public static Source of(String name, Map<String, String> values) {
            return new Source(name, values::get);
        }
    }

    /** Gives the text of a key, or null. */
    @FunctionalInterface
    public interface Lookup {
        @Nullable
        String get(String key);
    }

    /** The table that is built in. */
    public static ConfigurationTable load() {
        try (InputStream in = ConfigurationTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the catalogue jar lacks " + RESOURCE);
            }
            return parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    static ConfigurationTable parse(InputStream in) {
        Map<String, ConfigurationKey> keys = new TreeMap<>();
        try (JsonReader reader = Json.createReader(in)) {
            for (JsonObject row : reader.readArray().getValuesAs(JsonObject.class)) {
                ConfigurationKey key = key(row);
                if (keys.put(key.name(), key) != null) {
                    throw new IllegalStateException(key.name() + " stands twice in the configuration table");
                }
            }
        }
        return new ConfigurationTable(keys);
    }

    /** All keys, by name. */
    public Collection<ConfigurationKey> keys() {
        return List.copyOf(keys.values());
    }

    public Optional<ConfigurationKey> key(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    /**
     * Reads and checks all values.
     *
     * @param sources the strongest first; defaults come last by themselves
     * @throws ConfigurationException with a sentence for each bad value
     */
    public Configuration read(List<Source> sources) {
        return read(keys.values(), sources);
    }

    /**
     * Reads and checks one value that has a default, before the places of the others are known.
     *
     * @throws ConfigurationException when it is not allowed
     */
    public String readOne(String name, List<Source> sources) {
        ConfigurationKey key = keys.get(name);
        if (key == null) {
            throw new IllegalArgumentException(name + " is not a configuration key");
        }
        return read(List.of(key), sources).text(name);
    }

    private static Configuration read(Collection<ConfigurationKey> wanted, List<Source> sources) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        for (ConfigurationKey key : wanted) {
            Found found = find(key, sources);
            if (found == null) {
                continue;
            }
            try {
                values.put(key.name(), key.check(found.text));
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
                wrong.add(key.name() + " is \"" + found.text + "\" (" + found.place + "), but must be " + key.allowed()
                        + ".");
            }
        }
        if (!wrong.isEmpty()) {
            throw new ConfigurationException(wrong);
        }
        return new Configuration(values);
    }

    /** Reads values that were handed on by {@link Configuration#asMap}. */
    public Configuration read(Map<String, String> effective) {
        return read(List.of(Source.of("setting", effective)));
    }

    /**
     * A sentence for a {@code kaskado.*} name that is no key, with the nearest one; empty when it is a key.
     *
     * @param place where it stands, for the sentence
     */
    public Optional<String> complain(String name, String place) {
        if (keys.containsKey(name)) {
            return Optional.empty();
        }
        UnaryOperator<String> plain = text -> text.replace("-", "").replace(".", "");
        String nearest = keys.keySet().stream()
                .min(Comparator.comparingInt(key -> distance(plain.apply(key), plain.apply(name))))
                .orElse("");
        return Optional.of(name + " (" + place + ") is not a configuration key; the nearest is " + nearest + ".");
    }

    private record Found(String text, String place) {}

    private static @Nullable Found find(ConfigurationKey key, List<Source> sources) {
        for (Source source : sources) {
            String text = source.lookup().get(key.name());
            if (text != null) {
                return new Found(text, source.name());
            }
        }
        String text = key.defaultText();
        return text == null ? null : new Found(text, "default");
    }

    private static ConfigurationKey key(JsonObject row) {
        String name = row.getString("key");
        ConfigurationKey key = new ConfigurationKey(
                name,
                ConfigurationType.of(row.getString("type")),
                row.getString("default", null),
                row.getString("defaultDoc", null),
                row.getString("min", null),
                row.getString("max", null),
                row.containsKey("values") ? row.getJsonArray("values").getValuesAs(JsonString::getString) : List.of(),
                row.getString("doc"));
        if (!name.startsWith("kaskado.") || (key.defaultText() == null && key.defaultDoc() == null)) {
            throw new IllegalStateException(name + " must start with kaskado. and have default or defaultDoc");
        }
        return key;
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
