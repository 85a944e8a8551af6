package org.kaskado.content.runtime.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads hosts out of Host and Origin headers; asks no name server. */
final class HostNames {
    private static final Pattern IPV4_LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?");

    private HostNames() {}

    /** The host of {@code host[:port]} in lower case, without brackets and a last dot; null when it is malformed. */
    static @Nullable String ofAuthority(@Nullable String authority) {
        if (authority == null) {
            return null;
        }
        var matcher = AUTHORITY.matcher(authority.strip());
        return matcher.matches() ? plain(matcher.group(1)) : null;
    }

    /** The host of an origin such as {@code https://example.org:8443}; null when it is malformed. */
    static @Nullable String ofOrigin(String origin) {
        try {
            URI uri = new URI(origin);
            return uri.getRawAuthority() == null ? null : ofAuthority(uri.getRawAuthority());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Whether a name means this very machine. */
    static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("::1")
                || host.equals("0:0:0:0:0:0:0:1")
                || IPV4_LOOPBACK.matcher(host).matches();
    }

    static String plain(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
