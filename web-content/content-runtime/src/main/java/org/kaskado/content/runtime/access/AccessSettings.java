package org.kaskado.content.runtime.access;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The part of the configuration that the rule needs.
 *
 * @param mode who may use the doors
 * @param hosts names in Host headers that are ours, besides loopback ones: the bound address and the public one
 * @param isLoopbackOnly whether {@code kaskado.bind} is a loopback address; the HTTP listener may be bound to more
 * @param origins foreign origins that are allowed, in lower case without a last slash; {@code *} allows all
 */
public record AccessSettings(AccessMode mode, boolean isLoopbackOnly, Set<String> hosts, Set<String> origins) {
    public AccessSettings {
        hosts = Set.copyOf(hosts);
        origins = Set.copyOf(origins);
    }

    /**
     * Reads the values of the configuration table.
     *
     * @param access {@code kaskado.access}, or null for its default
     * @param bind {@code kaskado.bind}
     * @param publicUrl {@code kaskado.public-url}
     * @param origins {@code kaskado.origins}
     */
    public static AccessSettings of(@Nullable String access, String bind, String publicUrl, List<String> origins) {
        String bound = HostNames.plain(bind);
        Set<String> hosts = new LinkedHashSet<>();
        hosts.add(bound);
        String published = HostNames.ofOrigin(publicUrl);
        if (published != null) {
            hosts.add(published);
        }
        AccessMode mode = access != null
                ? AccessMode.valueOf(access.toUpperCase(Locale.ROOT))
                : HostNames.isLoopback(bound) ? AccessMode.LOCAL : AccessMode.TOKEN;
        return new AccessSettings(
                mode,
                HostNames.isLoopback(bound),
                hosts,
                origins.stream().map(AccessSettings::normal).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a page of this origin may read answers and send JSON. */
    public boolean allowsOrigin(String origin) {
        if (origins.contains("*") || origins.contains(normal(origin))) {
            return true;
        }
        String host = HostNames.ofOrigin(origin);
        return mode == AccessMode.LOCAL && host != null && HostNames.isLoopback(host);
    }

    private static String normal(String origin) {
        String lower = origin.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
