package org.kaskado.repository.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What the store is told.
 *
 * @param root folder of the bytes
 * @param publicUrl how clients reach Kaskado's web application
 * @param floorBytes free space that is never used
 * @param maxItems most items
 * @param maxSessions most open player and recorder URLs
 * @param sessionTimeout from the end of the last transfer to the end of a session
 * @param unusedTimeout how long a URL waits for its first transfer
 */
record StoreSettings(
        Path root,
        String publicUrl,
        long floorBytes,
        long maxItems,
        int maxSessions,
        Duration sessionTimeout,
        Duration unusedTimeout) {

    /** Reads the effective values of the configuration table. */
    static StoreSettings of(Map<String, String> values) {
        return new StoreSettings(
                Path.of(value(values, "kaskado.data")).resolve("repository"),
                value(values, "kaskado.public-url"),
                Long.parseLong(value(values, "kaskado.disk.floor-bytes")),
                Long.parseLong(value(values, "kaskado.repository.items.max")),
                Integer.parseInt(value(values, "kaskado.repository.sessions.max")),
                duration(value(values, "kaskado.repository.session-timeout")),
                duration(value(values, "kaskado.repository.unused-timeout")));
    }

    private static String value(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the server does not publish the setting " + key);
        }
        return value;
    }

    /** Effective durations are written as milliseconds, such as {@code 5000ms}. */
    private static Duration duration(String text) {
        return Duration.ofMillis(Long.parseLong(text.endsWith("ms") ? text.substring(0, text.length() - 2) : text));
    }
}
