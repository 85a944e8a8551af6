package org.kaskado.ra;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Configuration;
import org.kaskado.catalogue.ConfigurationException;
import org.kaskado.catalogue.ConfigurationTable;
import org.kaskado.catalogue.ConfigurationTable.Source;

/**
 * Reads the configuration once: property of the resource adapter, system property, environment,
 * {@code <data>/kaskado.properties}, default.
 */
final class SettingsReader {
    static final String DATA = "kaskado.data";

    private final ConfigurationTable table = ConfigurationTable.load();
    private final Source systemProperties;
    private final Source environment;

    SettingsReader(Source systemProperties, Source environment) {
        this.systemProperties = systemProperties;
        this.environment = environment;
    }

    static SettingsReader ofThisProcess() {
        return new SettingsReader(
                new Source("system property", System::getProperty), Source.environment(System.getenv()));
    }

    /**
     * Reads, checks, and makes the data folder.
     *
     * @param adapterText the deployer's values, {@code key=value} separated by semicolons or lines; may be null
     * @throws ConfigurationException with a sentence for each value that cannot be used
     */
    Configuration read(@Nullable String adapterText) {
        Map<String, String> adapterValues = adapterValues(adapterText);
        Source adapter = Source.of("resource adapter property", adapterValues);
        String dataText = table.readOne(DATA, List.of(adapter, systemProperties, environment));
        Path data = dataFolder(dataText);
        Path file = data.resolve("kaskado.properties");
        Map<String, String> fileValues = fileValues(file);
        List<String> unknown = new ArrayList<>();
        adapterValues
                .keySet()
                .forEach(key -> table.complain(key, adapter.name()).ifPresent(unknown::add));
        fileValues.keySet().forEach(key -> table.complain(key, "file " + file).ifPresent(unknown::add));
        if (fileValues.containsKey(DATA)) {
            unknown.add(
                    DATA + " cannot be set in " + file + ", which lies in that folder; set it as system property or "
                            + "environment variable KASKADO_DATA.");
        }
        if (!unknown.isEmpty()) {
            throw new ConfigurationException(unknown);
        }
        Source absolute = Source.of("data folder", Map.of(DATA, data.toString()));
        return table.read(
                List.of(absolute, adapter, systemProperties, environment, Source.of("file " + file, fileValues)));
    }

    private static Map<String, String> adapterValues(@Nullable String text) {
        Map<String, String> values = new HashMap<>();
        if (text == null) {
            return values;
        }
        for (String part : text.split("[;\n]")) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new ConfigurationException(List.of("\"" + part.strip()
                        + "\" in the resource adapter property settings must have the form key=value."));
            }
            values.put(
                    part.substring(0, equals).strip(),
                    part.substring(equals + 1).strip());
        }
        return values;
    }

    private static Path dataFolder(String text) {
        Path folder = Path.of(text).toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unusable(folder, "it cannot be made (" + e + ")");
        }
        if (!Files.isWritable(folder)) {
            throw unusable(folder, "it cannot be written to");
        }
        return folder;
    }

    private static ConfigurationException unusable(Path folder, String why) {
        return new ConfigurationException(
                List.of(DATA + " is \"" + folder + "\", but " + why + "; it must be a folder that the server owns."));
    }

    private static Map<String, String> fileValues(Path file) {
        Map<String, String> values = new HashMap<>();
        if (!Files.exists(file)) {
            return values;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(List.of(file + " cannot be read: " + e + "."));
        }
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }
}
