package org.kaskado.content.runtime.http;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header of one part of a form (RFC 7578 §4).
 *
 * @param name field name of the form; empty when missing
 * @param filename file name without any folder, or null for a plain field
 * @param contentType media type, or null
 */
public record PartHeaders(
        String name, @Nullable String filename, @Nullable String contentType) {
    private static final String EXTENDED_FILENAME = "filename*";

    /** Reads the header lines of a part; unknown and malformed lines are skipped, as browsers are lax. */
    static PartHeaders parse(String lines) {
        String disposition = "";
        String type = null;
        for (String line : lines.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String field = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                String value = line.substring(colon + 1).strip();
                if (field.equals("content-disposition")) {
                    disposition = value;
                } else if (field.equals("content-type") && !value.isEmpty()) {
                    type = value;
                }
            }
        }
        Map<String, String> parameters = parameters(disposition);
        return new PartHeaders(parameters.getOrDefault("name", ""), filename(parameters), type);
    }

    private static @Nullable String filename(Map<String, String> parameters) {
        String extended = parameters.get(EXTENDED_FILENAME);
        String decoded = extended == null ? null : decode(extended);
        String found = decoded == null ? parameters.get("filename") : decoded;
        if (found == null) {
            return null;
        }
        int folder = Math.max(found.lastIndexOf('/'), found.lastIndexOf('\\'));
        return found.substring(folder + 1);
    }

    /** RFC 8187 §3.2: charset, quote, language, quote, percent-encoded text; null when it is not that. */
    private static @Nullable String decode(String extended) {
        int first = extended.indexOf('\'');
        int second = extended.indexOf('\'', first + 1);
        if (first <= 0 || second < 0) {
            return null;
        }
        try {
            String text = extended.substring(second + 1).replace("+", "%2B");
            return URLDecoder.decode(text, Charset.forName(extended.substring(0, first)));
        } catch (IllegalArgumentException lax) {
            return null;
        }
    }

    /** Parameters of a field value; quoted ones may hold semicolons and escaped quotes. */
    static Map<String, String> parameters(String value) {
        Map<String, String> found = new HashMap<>();
        int at = value.indexOf(';');
        while (at >= 0 && at < value.length()) {
            int equals = value.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = value.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            int start = equals + 1;
            while (start < value.length() && value.charAt(start) == ' ') {
                start++;
            }
            StringBuilder text = new StringBuilder();
            at = start < value.length() && value.charAt(start) == '"'
                    ? quoted(value, start + 1, text)
                    : token(value, start, text);
            found.putIfAbsent(name, text.toString());
        }
        return found;
    }

    private static int quoted(String value, int start, StringBuilder text) {
        int at = start;
        while (at < value.length() && value.charAt(at) != '"') {
            boolean escaped = value.charAt(at) == '\\' && at + 1 < value.length() && isEscapable(value.charAt(at + 1));
            at += escaped ? 1 : 0;
            text.append(value.charAt(at));
            at++;
        }
        return value.indexOf(';', Math.min(at, value.length()));
    }

    /** Old browsers send Windows paths unescaped, so a backslash before a letter is a backslash. */
    private static boolean isEscapable(char next) {
        return next == '"' || next == '\\';
    }

    private static int token(String value, int start, StringBuilder text) {
        int end = value.indexOf(';', start);
        text.append(value.substring(start, end < 0 ? value.length() : end).strip());
        return end;
    }
}
