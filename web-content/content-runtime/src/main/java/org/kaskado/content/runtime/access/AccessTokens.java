package org.kaskado.content.runtime.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** The operator's token and signed tokens. */
public final class AccessTokens implements AccessRule.Tokens {
    private final byte[] operatorToken;
    private final SignedTokens signed;
    private final InstantSource clock;

    public AccessTokens(String operatorToken, SignedTokens signed, InstantSource clock) {
        this.operatorToken = operatorToken.getBytes(StandardCharsets.UTF_8);
        this.signed = signed;
        this.clock = clock;
    }

    @Override
    public Optional<AccessGrant> check(String token) {
        if (MessageDigest.isEqual(operatorToken, token.getBytes(StandardCharsets.UTF_8))) {
            return Optional.of(new AccessGrant("operator", Set.of(), true, null));
        }
        return signed.check(token, clock.instant());
    }
}
