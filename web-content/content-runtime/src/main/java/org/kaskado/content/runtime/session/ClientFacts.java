package org.kaskado.content.runtime.session;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.runtime.access.AccessGrant;

/**
 * What is known of a client and its request.
 *
 * @param address network address, behind trusted proxies the forwarded one
 * @param user name of the user, or null
 * @param origin scheme, host and port by which the client reached this server
 * @param hasRole whether the container or a token gives it a role
 */
public record ClientFacts(String address, @Nullable String user, String origin, Predicate<String> hasRole) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_\\[\\]-]{1,260}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** Reads a request; forwarded headers count only when they come from a trusted proxy. */
    public static ClientFacts of(HttpServletRequest request, AccessGrant grant, List<String> trustedProxies) {
        boolean trusted = Networks.parse(trustedProxies).contain(request.getRemoteAddr());
        String scheme = forwarded(request, trusted, "X-Forwarded-Proto");
        String host = forwarded(request, trusted, "X-Forwarded-Host");
        String address = forwarded(request, trusted, "X-Forwarded-For");
        String realScheme = scheme != null && SCHEMES.contains(scheme) ? scheme : request.getScheme();
        String realHost = host != null && HOST.matcher(host).matches() ? host : hostOf(request);
        String realAddress = address != null && ADDRESS.matcher(address).matches() ? address : request.getRemoteAddr();
        String container = request.getRemoteUser();
        return new ClientFacts(
                realAddress,
                container != null ? container : grant.user(),
                realScheme + "://" + realHost,
                role -> grant.hasRole(role) || request.isUserInRole(role));
    }

    /** A URL of ours for this client: paths get the origin by which it came. */
    public String absolute(String url) {
        return url.startsWith("/") ? origin + url : url;
    }

    private static String hostOf(HttpServletRequest request) {
        String header = request.getHeader("Host");
        if (header != null && HOST.matcher(header).matches()) {
            return header;
        }
        return request.getServerName() + ":" + request.getServerPort();
    }

    /** The last entry of a list: it was written by the proxy that we trust. */
    private static @Nullable String forwarded(HttpServletRequest request, boolean trusted, String name) {
        String value = trusted ? request.getHeader(name) : null;
        return value == null
                ? null
                : value.substring(value.lastIndexOf(',') + 1).strip();
    }
}
