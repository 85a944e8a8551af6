package org.kaskado.content.runtime.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client may do.
 *
 * @param user name for logs and records, or null
 * @param roles roles that a token gives, beside those of the container
 * @param everyRole whether the token of the operator was shown, which stands for every role
 * @param room the only room or content id that a signed token is good for, or null for all
 */
public record AccessGrant(
        @Nullable String user,
        Set<String> roles,
        boolean everyRole,
        @Nullable String room) {
    /** Access without credentials: no roles but those of the container. */
    public static final AccessGrant PLAIN = new AccessGrant(null, Set.of(), false, null);

    public AccessGrant {
        roles = Set.copyOf(roles);
    }

    /** Whether the token gives a role. */
    public boolean hasRole(String role) {
        return everyRole || roles.contains(role);
    }

    /** Whether a room or content id may be used: the granted one, and what is below it. */
    public boolean admitsTo(@Nullable String contentId) {
        return room == null || (contentId != null && (contentId.equals(room) || contentId.startsWith(room + "/")));
    }
}
