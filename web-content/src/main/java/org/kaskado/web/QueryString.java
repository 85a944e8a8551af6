package org.kaskado.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads a query string. */
final class QueryString {
    private QueryString() {}

    /**
     * Names and values; of a name that comes twice the first value.
     *
     * @throws IllegalArgumentException when a percent escape is broken
     */
    static Map<String, String> parse(String query) {
        Map<String, String> found = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            found.putIfAbsent(decode(name), decode(value));
        }
        return found;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("the query holds a broken percent escape: '" + text + "'", broken);
        }
    }
}
