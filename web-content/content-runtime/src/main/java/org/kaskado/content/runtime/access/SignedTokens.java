package org.kaskado.content.runtime.access;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * JSON Web Tokens with HS256. Claims: {@code exp} (required), {@code nbf}, {@code sub}, {@code role} (a string or an array
 * of strings), {@code room}.
 */
public final class SignedTokens {
    /** Longest token that is looked at. */
    static final int MAX_LENGTH = 4_096;

    private static final JsonProvider JSON = JsonProvider.provider();

    private final byte[] key;

    /**
     * Takes a key.
     *
     * @param key at least 32 bytes (RFC 7518 §3.2)
     */
    public SignedTokens(byte[] key) {
        if (key.length < 32) {
            throw new IllegalArgumentException("an HS256 key has at least 32 bytes, this has " + key.length);
        }
        this.key = key.clone();
    }

    /** What the token grants at a moment; empty when it is not ours, malformed, expired or not yet valid. */
    public Optional<AccessGrant> check(String token, Instant now) {
        String[] parts = token.length() <= MAX_LENGTH ? token.split("\\.", -1) : new String[0];
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Base64.Decoder base64 = Base64.getUrlDecoder();
            byte[] expected = sign(parts[0] + "." + parts[1]);
            if (!MessageDigest.isEqual(expected, base64.decode(parts[2]))) {
                return Optional.empty();
            }
            JsonObject header = object(base64.decode(parts[0]));
            return "HS256".equals(text(header, "alg")) && !header.containsKey("crit")
                    ? grant(object(base64.decode(parts[1])), now)
                    : Optional.empty();
        } catch (IllegalArgumentException | JsonException | ArithmeticException malformed) {
            return Optional.empty();
        }
    }

    /** Makes a token; for tests and tools of this server. */
    String issue(String claims) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String signed = base64.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + base64.encodeToString(sign(signed));
    }

    private static Optional<AccessGrant> grant(JsonObject claims, Instant now) {
        long seconds = now.getEpochSecond();
        if (!(claims.get("exp") instanceof JsonNumber expiry) || expiry.longValueExact() <= seconds) {
            return Optional.empty();
        }
        if (claims.get("nbf") instanceof JsonNumber notBefore && notBefore.longValueExact() > seconds) {
            return Optional.empty();
        }
        return Optional.of(new AccessGrant(text(claims, "sub"), roles(claims), false, text(claims, "room")));
    }

    private static Set<String> roles(JsonObject claims) {
        Set<String> roles = new HashSet<>();
        JsonValue role = claims.get("role");
        if (role instanceof JsonString one) {
            roles.add(one.getString());
        } else if (role instanceof JsonArray several) {
            for (JsonValue each : several) {
                if (each instanceof JsonString name) {
                    roles.add(name.getString());
                }
            }
        }
        return roles;
    }

    private static @Nullable String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString value ? value.getString() : null;
    }

    private static JsonObject object(byte[] json) {
        try (JsonReader reader = JSON.createReader(new StringReader(new String(json, StandardCharsets.UTF_8)))) {
            return reader.readObject();
        }
    }

    private byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
