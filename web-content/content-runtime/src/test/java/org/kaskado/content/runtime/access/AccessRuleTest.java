package org.kaskado.content.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRuleTest {
    private static final AccessRule.Tokens TOKENS = token -> switch (token) {
        case "right" -> Optional.of(new AccessGrant("operator", Set.of(), true, null));
        case "guest" -> Optional.of(new AccessGrant("ann", Set.of("viewer"), false, "lobby"));
        default -> Optional.empty();
    };

    /** The table of PRODUCT.md, Access: mode, bind, Host, Origin, token, user and what comes of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            local     | 127.0.0.1   | localhost:8080        | -                       | -     | -   | ok
            local     | 127.0.0.1   | 127.0.0.1:8080        | -                       | -     | -   | ok
            local     | 127.0.0.1   | [::1]:8080            | -                       | -     | -   | ok
            local     | 127.0.0.1   | app.localhost:8080    | -                       | -     | -   | ok
            local     | 127.0.0.1   | LOCALHOST.:8080       | -                       | -     | -   | ok
            local     | 127.0.0.1   | evil.example          | -                       | -     | -   | 403
            local     | 127.0.0.1   | 127.0.0.1.evil.example| -                       | -     | -   | 403
            local     | 127.0.0.1   | localhost.evil.example| -                       | -     | -   | 403
            local     | 127.0.0.1   | localhost@evil.example| -                       | -     | -   | 403
            local     | 127.0.0.1   | -                     | -                       | -     | -   | 403
            local     | 127.0.0.1   | localhost:8080        | http://localhost:8080   | -     | -   | ok
            local     | 127.0.0.1   | localhost:8080        | http://localhost:3000   | -     | -   | ok
            local     | 127.0.0.1   | localhost:8080        | http://[::1]:3000       | -     | -   | ok
            local     | 127.0.0.1   | localhost:8080        | https://good.example    | -     | -   | ok
            local     | 127.0.0.1   | localhost:8080        | https://GOOD.example    | -     | -   | ok
            local     | 127.0.0.1   | localhost:8080        | https://good.example:444| -     | -   | 403
            local     | 127.0.0.1   | localhost:8080        | http://evil.example     | -     | -   | 403
            local     | 127.0.0.1   | localhost:8080        | http://localhost.evil.example | - | - | 403
            local     | 127.0.0.1   | localhost:8080        | http://localhost@evil.example | - | - | 403
            local     | 127.0.0.1   | localhost:8080        | null                    | -     | -   | 403
            local     | 127.0.0.1   | localhost:8080        | localhost               | -     | -   | ok
            local     | 127.0.0.1   | localhost:8080        | file://                 | -     | -   | 403
            local     | 192.168.7.5 | 192.168.7.5:8080      | http://192.168.7.5:8080 | -     | -   | ok
            local     | 192.168.7.5 | 192.168.7.5:8080      | http://192.168.7.5:9999 | -     | -   | 403
            local     | 192.168.7.5 | 192.168.7.6:8080      | -                       | -     | -   | 403
            local     | 127.0.0.1   | media.example         | https://media.example   | -     | -   | ok
            -         | 127.0.0.1   | localhost             | -                       | -     | -   | ok
            -         | 0.0.0.0     | localhost             | -                       | -     | -   | 401
            -         | 192.168.7.5 | 192.168.7.5           | -                       | -     | -   | 401
            token     | 127.0.0.1   | any.example           | -                       | -     | -   | 401
            token     | 127.0.0.1   | any.example           | -                       | wrong | -   | 401
            token     | 127.0.0.1   | any.example           | -                       | ''    | -   | 401
            token     | 127.0.0.1   | any.example           | -                       | right | -   | ok
            token     | 127.0.0.1   | any.example           | http://evil.example     | guest | -   | ok
            container | 127.0.0.1   | any.example           | -                       | -     | -   | 401
            container | 127.0.0.1   | any.example           | -                       | right | -   | 401
            container | 127.0.0.1   | any.example           | -                       | -     | bob | ok
            """)
    void shouldDecide(
            @Nullable String mode,
            String bind,
            @Nullable String host,
            @Nullable String origin,
            @Nullable String token,
            @Nullable String user,
            String expected) {
        AccessSettings settings =
                AccessSettings.of(mode, bind, "https://media.example/kaskado", List.of("https://good.example/"));
        AccessDecision decision = AccessRule.decide(settings, new AccessAsk(host, origin, token, user, null), TOKENS);
        String outcome = decision instanceof AccessDecision.Refused refused ? Integer.toString(refused.status()) : "ok";
        assertThat(outcome).as(decision.toString()).isEqualTo(expected);
    }

    @Test
    void shouldGiveTheRolesOfATokenInLocalModeToo() {
        AccessSettings settings = AccessSettings.of(null, "127.0.0.1", "/kaskado", List.of());
        AccessDecision decision =
                AccessRule.decide(settings, new AccessAsk("localhost", null, "guest", null, null), TOKENS);
        AccessGrant grant = ((AccessDecision.Granted) decision).grant();
        assertThat(grant.hasRole("viewer")).isTrue();
        assertThat(grant.hasRole("admin")).isFalse();
        assertThat(grant.admitsTo("lobby")).isTrue();
        assertThat(grant.admitsTo("lobby/2")).isTrue();
        assertThat(grant.admitsTo("lobby2")).isFalse();
        assertThat(grant.admitsTo(null)).isFalse();
    }

    /** Payara listens on all addresses while Kaskado is bound to loopback; anybody can send a Host header. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, 127.0.0.1, 127.0.0.1, ok",
                "-, 127.0.0.1, 0:0:0:0:0:0:0:1, ok",
                "-, 127.0.0.1, 192.168.7.5, 403",
                "-, 127.0.0.1, fe80:0:0:0:1:2:3:4, 403",
                "local, 127.0.0.1, 192.168.7.5, 403",
                "local, 192.168.7.5, 192.168.7.5, ok",
                "container, 127.0.0.1, 192.168.7.5, 401",
            })
    void shouldServeOnlyThisMachineWhileBoundToLoopback(
            @Nullable String mode, String bind, String address, String expected) {
        AccessSettings settings = AccessSettings.of(mode, bind, "/kaskado", List.of());
        String host = bind.equals("127.0.0.1") ? "localhost" : bind;
        AccessDecision decision = AccessRule.decide(settings, new AccessAsk(host, null, null, null, address), TOKENS);
        String outcome = decision instanceof AccessDecision.Refused refused ? Integer.toString(refused.status()) : "ok";
        assertThat(outcome).as(decision.toString()).isEqualTo(expected);
    }

    @Test
    void shouldNotShowTokensInMessages() {
        AccessAsk ask = new AccessAsk("localhost", null, "s3cret", null, null);
        AccessSettings settings = AccessSettings.of("token", "127.0.0.1", "/kaskado", List.of());
        assertThat(ask.toString()).doesNotContain("s3cret");
        assertThat(AccessRule.decide(settings, ask, TOKENS).toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Bearer abc, -, abc",
                "bearer  abc , -, abc",
                "Basic abc, -, -",
                "-, access_token=a%2Bb, a+b",
                "-, x=1&access_token=abc&y=2, abc",
                "-, xaccess_token=abc, -",
                "-, access_token=%zz, ''",
                "Bearer abc, access_token=def, abc"
            })
    void shouldFindTheToken(@Nullable String authorization, @Nullable String query, @Nullable String expected) {
        assertThat(AccessGate.token(authorization, query)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/, true",
        "/index.html, true",
        "/demos/player.html, true",
        "/media/abc, true",
        "/media, false",
        "/repository/x, false",
        "/repository/x;.html, false",
        "/repository/%2e.html, false",
        "/repository/../a.html, false",
        "/mediax, false",
    })
    void shouldOpenOnlyTheListedPaths(String path, boolean open) {
        assertThat(OpenPaths.parse("/ /media/ *.html").has(path)).isEqualTo(open);
    }
}
