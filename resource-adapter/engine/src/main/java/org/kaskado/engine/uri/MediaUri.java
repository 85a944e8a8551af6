package org.kaskado.engine.uri;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;

/**
 * What the text of a URI names: a path or an HTTP resource. Pure; touches nothing.
 *
 * @param path set for files: absolute and normal, links not looked at
 * @param http set for HTTP resources
 */
record MediaUri(@Nullable Path path, @Nullable URI http) {
    private static final int MAX_LENGTH = 8_192;

    /**
     * Reads the text of a URI. Relative paths are taken below the base; {@code file:} URIs may be written with one or
     * three slashes and with or without percent escapes.
     *
     * @throws MediaException URI_FORBIDDEN for schemes that are not file, http or https, and for text that is no URI
     */
    static MediaUri of(String text, Path base) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.indexOf('\0') >= 0) {
            throw forbidden("a URI has 1 to " + MAX_LENGTH + " characters and no zero character");
        }
        int colon = text.indexOf(':');
        int slash = text.indexOf('/');
        boolean hasScheme = colon > 0
                && (slash < 0 || colon < slash)
                && text.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*");
        String scheme = hasScheme ? text.substring(0, colon).toLowerCase(Locale.ROOT) : "";
        return switch (scheme) {
            case "" -> new MediaUri(path(text, base), null);
            case "file" -> new MediaUri(path(filePath(text.substring(colon + 1)), base), null);
            case "http", "https" -> new MediaUri(null, http(text));
            default ->
                throw forbidden("scheme '" + scheme + "' is not allowed in '" + text
                        + "'; use file, http, https or a path relative to the media folder");
        };
    }

    boolean isFile() {
        return path != null;
    }

    private static String filePath(String rest) {
        String path = rest;
        if (path.startsWith("//")) {
            int end = path.indexOf('/', 2);
            String host = end < 0 ? path.substring(2) : path.substring(2, end);
            if (!host.isEmpty() && !host.equalsIgnoreCase("localhost")) {
                throw forbidden("a file URI names no host, but '" + host + "' was given; write file:///path");
            }
            path = end < 0 ? "/" : path.substring(end);
        }
        return unescaped(path);
    }

    private static String unescaped(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        try {
            String decoded = new URI("file:" + (path.startsWith("/") ? "" : "/") + path.replace(" ", "%20")).getPath();
            if (decoded == null || decoded.indexOf('\0') >= 0) {
                throw forbidden("a path has no zero character");
            }
            return path.startsWith("/") ? decoded : decoded.substring(1);
        } catch (URISyntaxException e) {
            return path; // a file name may hold a plain percent sign
        }
    }

    private static Path path(String text, Path base) {
        try {
            return base.resolve(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw forbidden("'" + text + "' is not a path: " + e.getReason());
        }
    }

    private static URI http(String text) {
        try {
            URI uri = new URI(text.replace(" ", "%20"));
            if (uri.getHost() == null || uri.getRawUserInfo() != null) {
                throw forbidden("an HTTP URI names a host and no user, such as http://example.org/clip.webm");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw forbidden("'" + text + "' is not a URI: " + e.getReason());
        }
    }

    static MediaException forbidden(String message) {
        return new MediaException(MediaErrorCode.URI_FORBIDDEN, message);
    }
}
