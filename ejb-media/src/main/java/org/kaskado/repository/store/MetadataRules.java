package org.kaskado.repository.store;

import java.util.Map;
import org.kaskado.repository.Repository;

/** What names and values an item may have. */
final class MetadataRules {
    private static final int MAX_ENTRIES = 64;
    private static final int MAX_NAME = 200;
    private static final int MAX_VALUE = 4_000;
    private static final int MAX_MIME_TYPE = 100;

    private MetadataRules() {}

    static void check(Map<String, String> entries) {
        checkCount(entries.size());
        entries.forEach((name, value) -> {
            if (name.isEmpty() || name.length() > MAX_NAME) {
                throw new IllegalArgumentException(
                        "a metadata name has " + name.length() + " characters; allowed are 1 to " + MAX_NAME);
            }
            if (value.length() > MAX_VALUE) {
                throw new IllegalArgumentException("the metadata entry '" + name + "' has " + value.length()
                        + " characters; allowed are up to " + MAX_VALUE);
            }
            if (name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("the metadata entry '" + name + "' contains a zero character");
            }
        });
    }

    static void checkCount(long count) {
        if (count > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "the item would have " + count + " metadata entries; allowed are " + MAX_ENTRIES);
        }
    }

    static void checkId(String id) {
        if (!id.matches(Repository.ID_PATTERN)) {
            throw new IllegalArgumentException("'" + id + "' is no id: allowed are a letter or digit, then up to 119"
                    + " letters, digits, dots, dashes and underscores");
        }
    }

    static void checkMimeType(String type) {
        if (type.length() > MAX_MIME_TYPE || !type.matches("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+(\\s*;[ -~]*)?")) {
            throw new IllegalArgumentException("'" + type + "' is no media type; expected is, for example, video/mp4");
        }
    }
}
