package org.kaskado.ice.turn;

import org.kaskado.net.FiveTuple;

/**
 * A TURN server and how to log on.
 *
 * @param path from our own socket or connection to the server; TLS counts as TCP
 * @param username 1 to 508 characters, prepared by OpaqueString (RFC 8265)
 * @param password never logged
 * @param wantsIpv6 whether the relayed address is to be IPv6
 */
public record TurnConfig(FiveTuple path, String username, String password, boolean wantsIpv6) {
    private static final int MAX_CHARS = 508;

    public TurnConfig {
        if (username.isEmpty() || username.length() > MAX_CHARS) {
            throw new IllegalArgumentException("a TURN user name has 1 to " + MAX_CHARS + " characters");
        }
        if (password.isEmpty()) {
            throw new IllegalArgumentException("the TURN password of '" + username + "' is empty");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "TurnConfig[" + path.protocol() + " " + path.remote() + " as " + username + "]";
    }
}
