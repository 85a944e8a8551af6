package org.kaskado.content.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignedTokensTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
    private final SignedTokens tokens =
            new SignedTokens("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    @Test
    void shouldGrantWhatTheClaimsSay() {
        String token =
                tokens.issue("{\"sub\":\"ann\",\"role\":[\"viewer\",\"editor\"],\"room\":\"r1\",\"exp\":1000001}");
        AccessGrant grant = tokens.check(token, NOW).orElseThrow();
        assertThat(grant.user()).isEqualTo("ann");
        assertThat(grant.hasRole("editor")).isTrue();
        assertThat(grant.room()).isEqualTo("r1");
        assertThat(grant.everyRole()).isFalse();
    }

    @Test
    void shouldRefuseWhatIsExpiredOrNotYetValidOrWithoutExpiry() {
        assertThat(tokens.check(tokens.issue("{\"exp\":1000000}"), NOW)).isEmpty();
        assertThat(tokens.check(tokens.issue("{\"exp\":1000009,\"nbf\":1000001}"), NOW))
                .isEmpty();
        assertThat(tokens.check(tokens.issue("{\"sub\":\"ann\"}"), NOW)).isEmpty();
        assertThat(tokens.check(tokens.issue("{\"exp\":\"1000009\"}"), NOW)).isEmpty();
        assertThat(tokens.check(tokens.issue("{\"exp\":1e400000000}"), NOW)).isEmpty();
    }

    @Test
    void shouldRefuseATokenOfAnotherKeyOrAlgorithm() {
        SignedTokens other = new SignedTokens(new byte[32]);
        assertThat(tokens.check(other.issue("{\"exp\":1000009}"), NOW)).isEmpty();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String none = base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII)) + "."
                + base64.encodeToString("{\"exp\":1000009}".getBytes(StandardCharsets.US_ASCII)) + ".";
        assertThat(tokens.check(none, NOW)).isEmpty();
    }

    @Test
    void shouldNeverThrowOnDamagedTokens() {
        Random random = new Random(42);
        String good = tokens.issue("{\"sub\":\"ann\",\"exp\":1000009}");
        for (int round = 0; round < 20_000; round++) {
            char[] damaged = good.toCharArray();
            damaged[random.nextInt(damaged.length)] = (char) (random.nextInt(96) + 32);
            String token = new String(damaged);
            if (!token.equals(good) && sameSignature(good, token)) {
                assertThat(tokens.check(token, NOW)).as(token).isEmpty();
            } else {
                tokens.check(token, NOW);
            }
        }
        assertThat(tokens.check("a.b", NOW)).isEmpty();
        assertThat(tokens.check("x".repeat(5_000), NOW)).isEmpty();
    }

    private static boolean sameSignature(String good, String token) {
        return token.endsWith(good.substring(good.lastIndexOf('.')));
    }

    @Test
    void shouldWantALongKey() {
        assertThatThrownBy(() -> new SignedTokens(new byte[31])).hasMessageContaining("at least 32 bytes");
    }
}
