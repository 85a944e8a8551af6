package org.kaskado.content.runtime.access;

import org.jspecify.annotations.Nullable;

/**
 * What the rule looks at.
 *
 * @param host the Host header, or null
 * @param origin the Origin header, or null
 * @param token the bearer token or the {@code access_token} parameter, or null
 * @param user the container's user, or null
 */
public record AccessAsk(
        @Nullable String host,
        @Nullable String origin,
        @Nullable String token,
        @Nullable String user) {
    @Override
    public String toString() {
        return "AccessAsk[host=" + host + ", origin=" + origin + ", token=" + (token == null ? "none" : "given")
                + ", user=" + user + "]";
    }
}
