package org.kaskado.content.runtime.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Principal;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Configuration;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.KaskadoException;

/** The rule with the server's settings and secrets. One per web application; any thread may ask. */
public final class AccessGate {
    /** Request attribute that holds the {@link AccessGrant} behind the filter. */
    public static final String GRANT_ATTRIBUTE = AccessGrant.class.getName();

    private static final String BEARER = "Bearer ";
    private static final String PARAMETER = "access_token=";

    private final Supplier<Configuration> configuration;
    private final AtomicReference<@Nullable Secrets> secrets = new AtomicReference<>();

    public AccessGate(Supplier<Configuration> configuration) {
        this.configuration = configuration;
    }

    /** Decides on a request. */
    public AccessDecision decide(HttpServletRequest request) {
        Configuration now = configuration.get();
        return AccessRule.decide(
                settings(now), ask(request), token -> tokens(now).check(token));
    }

    /** The checks for what needs no credentials, such as pages and media URLs with a token of their own. */
    public Optional<AccessDecision.Refused> checkOrigin(HttpServletRequest request) {
        return AccessRule.checkOrigin(settings(), ask(request));
    }

    /** The settings as they are now. */
    public AccessSettings settings() {
        return settings(configuration.get());
    }

    /** Makes the token file when this server wants tokens, so that its path is logged at the start. */
    public void prepare() {
        Configuration now = configuration.get();
        if (settings(now).mode() == AccessMode.TOKEN) {
            tokens(now);
        }
    }

    private static AccessSettings settings(Configuration now) {
        return AccessSettings.of(
                now.find("kaskado.access").orElse(null),
                now.text("kaskado.bind"),
                now.text("kaskado.public-url"),
                now.list("kaskado.origins"));
    }

    private AccessTokens tokens(Configuration now) {
        Path folder = Path.of(now.text("kaskado.data"), "secrets");
        Secrets known = secrets.get();
        if (known != null && known.folder.equals(folder)) {
            return known.tokens;
        }
        try {
            SecretFiles files = new SecretFiles(folder);
            AccessTokens tokens =
                    new AccessTokens(files.accessToken(), new SignedTokens(files.tokenKey()), InstantSource.system());
            secrets.set(new Secrets(folder, tokens));
            return tokens;
        } catch (IOException e) {
            throw new KaskadoException(
                    ContentErrorCode.UNAVAILABLE, "the access token cannot be read or made: " + e.getMessage(), e);
        }
    }

    private static AccessAsk ask(HttpServletRequest request) {
        Principal user = request.getUserPrincipal();
        return new AccessAsk(
                request.getHeader("Host"),
                request.getHeader("Origin"),
                token(request.getHeader("Authorization"), request.getQueryString()),
                user == null ? null : user.getName(),
                request.getLocalAddr());
    }

    /** RFC 6750 §2.1 and §2.3; the query is read by hand because getParameter would eat a form body. */
    static @Nullable String token(@Nullable String authorization, @Nullable String query) {
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        if (query == null) {
            return null;
        }
        for (String pair : query.split("&")) {
            if (pair.startsWith(PARAMETER)) {
                try {
                    return URLDecoder.decode(pair.substring(PARAMETER.length()), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException malformed) {
                    return ""; // no token has no characters, so it is refused
                }
            }
        }
        return null;
    }

    private record Secrets(Path folder, AccessTokens tokens) {}
}
