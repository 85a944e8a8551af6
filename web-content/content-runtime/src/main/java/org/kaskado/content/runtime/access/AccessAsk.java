package org.kaskado.content.runtime.access;

import org.jspecify.annotations.Nullable;

/**
 * What the rule looks at.
 *
 * @param host the Host header, or null
 * @param origin the Origin header, or null
 * @param token the bearer token or the {@code access_token} parameter, or null
 * @param user the container's user, or null
 * @param address the address of this machine that the request came to, or null when it is not known
 */
public record AccessAsk(
        @Nullable String host,
        @Nullable String origin,
        @Nullable String token,
        @Nullable String user,
        @Nullable String address) {
    @Override
    public String toString() {
        return "AccessAsk[host=" + host + ", origin=" + origin + ", token=" + (token == null ? "none" : "given")
                + ", user=" + user + ", address=" + address + "]";
    }
}
