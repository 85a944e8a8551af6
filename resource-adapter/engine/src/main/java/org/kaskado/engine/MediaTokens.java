package org.kaskado.engine;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.pipeline.MediaUrls;
import org.kaskado.runtime.MediaLoop;

/** All media URLs that are valid now: 128 random bits each. Safe for any thread. */
final class MediaTokens {
    private static final int TOKEN_BYTES = 16;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final String baseUrl;

    /** A door and the loop that it must be used on. */
    record Entry(MediaLoop loop, MediaUrls.ByteDoor door) {}

    MediaTokens(String publicUrl) {
        baseUrl = (publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl) + "/media/";
    }

    /** Who serves a token; fails for unknown and spent ones. */
    Entry find(String token) {
        Entry entry = entries.get(token);
        if (entry == null) {
            throw new MediaException(
                    MediaErrorCode.HTTP_END_POINT_TOKEN, "this media URL is unknown, or its session has ended");
        }
        return entry;
    }

    /** URLs that are open now. */
    int count() {
        return entries.size();
    }

    /** The URLs of one pipeline. */
    MediaUrls on(MediaLoop loop) {
        return new MediaUrls() {
            @Override
            public String issue(ByteDoor door) {
                byte[] bits = new byte[TOKEN_BYTES];
                random.nextBytes(bits);
                String token = HexFormat.of().formatHex(bits);
                entries.put(token, new Entry(loop, door));
                return token;
            }

            @Override
            public String urlOf(String token) {
                return baseUrl + token;
            }

            @Override
            public void revoke(String token) {
                entries.remove(token);
            }
        };
    }
}
