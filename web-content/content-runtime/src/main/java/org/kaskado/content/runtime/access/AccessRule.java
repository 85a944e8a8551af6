package org.kaskado.content.runtime.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides who may use the doors. */
public final class AccessRule {
    /** Tells what a shown token is good for. */
    @FunctionalInterface
    public interface Tokens {
        /** The grant of a token that is valid now; empty for any other. */
        Optional<AccessGrant> check(String token);
    }

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private AccessRule() {}

    /** Decides on one request. */
    public static AccessDecision decide(AccessSettings settings, AccessAsk ask, Tokens tokens) {
        return switch (settings.mode()) {
            case LOCAL -> local(settings, ask, tokens);
            case TOKEN -> token(ask, tokens);
            case CONTAINER -> container(ask);
        };
    }

    /** The checks of local mode that need no credentials; also good for pages and pictures. */
    public static Optional<AccessDecision.Refused> checkOrigin(AccessSettings settings, AccessAsk ask) {
        if (settings.mode() != AccessMode.LOCAL) {
            return Optional.empty();
        }
        String address = ask.address();
        if (settings.isLoopbackOnly()
                && address != null
                && !HostNames.isLoopback(HostNames.plain(address.replaceFirst("%.*", "")))) {
            return Optional.of(new AccessDecision.Refused(
                    FORBIDDEN,
                    "the request came to the address " + address + ", and with kaskado.access=local and kaskado.bind on"
                            + " loopback only this machine may use the server: set kaskado.bind to an address of the"
                            + " network; then a token is asked for"));
        }
        String host = HostNames.ofAuthority(ask.host());
        if (host == null || !(HostNames.isLoopback(host) || settings.hosts().contains(host))) {
            return Optional.of(new AccessDecision.Refused(
                    FORBIDDEN,
                    "the Host header '" + shown(ask.host())
                            + "' does not name this server: with kaskado.access=local it"
                            + " must be a loopback name or the address that the server is bound to"));
        }
        if (!originPasses(settings, ask, host)) {
            return Optional.of(new AccessDecision.Refused(
                    FORBIDDEN,
                    "pages of the origin '" + shown(ask.origin())
                            + "' may not use this server: add it to kaskado.origins"));
        }
        return Optional.empty();
    }

    private static boolean originPasses(AccessSettings settings, AccessAsk ask, String host) {
        String origin = ask.origin();
        if (origin == null || settings.allowsOrigin(origin)) {
            return true;
        }
        if (origin.equals("null")) {
            return false; // sandboxed frames and local files: anybody's page
        }
        if (!origin.contains("://")) {
            return true; // no browser sends this; some WebSocket libraries do
        }
        // our own pages on the bound or public address: the very same host and port that the request went to
        return origin.substring(origin.indexOf("://") + 3).equalsIgnoreCase(ask.host())
                && settings.hosts().contains(host);
    }

    private static AccessDecision local(AccessSettings settings, AccessAsk ask, Tokens tokens) {
        Optional<AccessDecision.Refused> refused = checkOrigin(settings, ask);
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<AccessGrant> grant = ask.token() == null ? Optional.empty() : tokens.check(ask.token());
        return new AccessDecision.Granted(grant.orElseGet(() -> plain(ask.user())));
    }

    private static AccessDecision token(AccessAsk ask, Tokens tokens) {
        if (ask.token() == null) {
            return new AccessDecision.Refused(
                    UNAUTHORIZED,
                    "this server wants a token: send 'Authorization: Bearer …' or '?access_token=…'; the operator finds"
                            + " it in <data>/secrets/access-token");
        }
        return tokens.check(ask.token())
                .<AccessDecision>map(AccessDecision.Granted::new)
                .orElseGet(() -> new AccessDecision.Refused(
                        UNAUTHORIZED, "the token is wrong or has expired; ask the operator for a new one"));
    }

    private static AccessDecision container(AccessAsk ask) {
        return ask.user() == null
                ? new AccessDecision.Refused(
                        UNAUTHORIZED,
                        "this server wants a user that the application server has authenticated"
                                + " (kaskado.access=container)")
                : new AccessDecision.Granted(plain(ask.user()));
    }

    private static AccessGrant plain(@Nullable String user) {
        return user == null ? AccessGrant.PLAIN : new AccessGrant(user, java.util.Set.of(), false, null);
    }

    private static String shown(@Nullable String header) {
        if (header == null) {
            return "";
        }
        String printable = header.replaceAll("[^\\x20-\\x7E]", "?");
        return printable.length() > 100 ? printable.substring(0, 100) + "…" : printable;
    }
}
